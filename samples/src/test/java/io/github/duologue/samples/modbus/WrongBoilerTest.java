package io.github.duologue.samples.modbus;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.modbus.Boiler.UNIT;
import static io.github.duologue.samples.modbus.ModbusTcp.readHoldingRegisters;
import static io.github.duologue.samples.modbus.ModbusTcp.twoRegisters;
import static io.github.duologue.samples.modbus.ModbusTcp.writeSingleRegister;
import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusException;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a test says of applications that have read the manual of their device too fast. */
class WrongBoilerTest {

  @Test
  void theWrongRegisterIsSeenInTheRequest() {
    assertThat(Failures.of(Cases.class, "countsRegistersFromOne"))
        .isEqualTo(
            """
            java.util.concurrent.TimeoutException: request timed out after 2000ms
            Suppressed: Connection #1 of 'WrongBoilerTest.Cases.countsRegistersFromOne' deviated from its script at step 1 of 1.

            expected
              layout("u16:transaction 0000 u8:unit=17 u8:function=3 u16:address=100 u16:count=2")
                  at io.github.duologue.samples.modbus.WrongBoilerTest$Cases.countsRegistersFromOne(WrongBoilerTest.java:0)
            but received
              00 00 00 00 11 03 00 65 00 02 |.......e..|    10 bytes, +0 ms
            'e' (65) at byte 7 rules it out, in u16:address=100 at byte 6, where 101 came

            transcript of #1
              C: 00 00 00 00 11 03 00 65 00 02 |.......e..|    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aNumberThatWasReadWrongIsSeenInWhatIsWrittenThen() {
    assertThat(Failures.of(Cases.class, "takesTheLowerHalfFirst"))
        .isEqualTo(
            """
            java.util.concurrent.TimeoutException: request timed out after 2000ms
            Suppressed: Connection #1 of 'WrongBoilerTest.Cases.takesTheLowerHalfFirst' deviated from its script at step 2 of 2.

            expected
              layout("u16:transaction 0000 u8:unit=17 u8:function=6 u16:address=200 u16:value=0")
                  at io.github.duologue.samples.modbus.WrongBoilerTest$Cases.takesTheLowerHalfFirst(WrongBoilerTest.java:0)
            but received
              00 01 00 00 11 06 00 c8 00 64 |.........d|    10 bytes, +0 ms
            'd' (64) at byte 9 rules it out, in u16:value=0 at byte 8, where 100 came

            transcript of #1
              C: 00 00 00 00 11 03 00 64 00 02 |.......d..|        +0 ms
              S: 00 00 00 00 11 03 04 42 79 80 00 |.......By..|    +0 ms
              C: 00 01 00 00 11 06 00 c8 00 64 |.........d|        +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {
    /** The client waits for its reply even when the connection is gone. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    void countsRegistersFromOne(FakeServer server) throws ModbusException {
      server.play(
          ModbusTcp.FRAMING,
          expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(twoRegisters(62.5f)));

      try (ModbusConnection connection = ModbusConnection.to(server.address(), TIMEOUT)) {
        new OffByOneBoiler(connection.client()).temperature();
      }
    }

    @Test
    void takesTheLowerHalfFirst(FakeServer server) throws ModbusException {
      server.play(
          ModbusTcp.FRAMING,
          expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(twoRegisters(62.375f)),
          expect(writeSingleRegister(UNIT, 200, 0)).replyBytes(ModbusTcp::written));

      try (ModbusConnection connection = ModbusConnection.to(server.address(), TIMEOUT)) {
        new SwappingBoiler(connection.client()).regulate(60);
      }
    }
  }

  /** Takes register 40001 for the one with address 1. */
  private static final class OffByOneBoiler extends Boiler {
    OffByOneBoiler(ModbusTcpClient device) {
      super(device);
    }

    @Override
    int address(int holdingRegister) {
      return holdingRegister - 40000;
    }
  }

  private static final class SwappingBoiler extends Boiler {
    SwappingBoiler(ModbusTcpClient device) {
      super(device);
    }

    @Override
    float joined(short first, short second) {
      return super.joined(second, first);
    }
  }
}
