package io.github.duologue.samples.modbus;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * The application under test: a boiler with a valve and two burners, as its manual numbers them.
 *
 * <p>Manuals count from 1, and holding registers from 40001; the wire counts both from 0.
 */
class Boiler {
  static final int UNIT = 17;

  private static final int TEMPERATURE = 40101; // and 40102: a float
  private static final int VALVE = 40201;
  private static final int HEATING_CURVE = 40301;
  private static final int FIRST_BURNER = 1;

  private static final int OPEN = 100;
  private static final int SHUT = 0;

  private final ModbusTcpClient device;

  Boiler(ModbusTcpClient device) {
    this.device = device;
  }

  /**
   * What the boiler does.
   *
   * @param temperature in degrees Celsius
   * @param burners how many of the two burn
   */
  record State(float temperature, int burners) {}

  float temperature() throws ModbusException {
    return temperature(device.readHoldingRegisters(UNIT, forTemperature()));
  }

  /** Opens the valve while it is colder than wanted, and shuts it otherwise. */
  void regulate(float wanted) throws ModbusException {
    int opening = temperature() < wanted ? OPEN : SHUT;
    device.writeSingleRegister(UNIT, new WriteSingleRegisterRequest(address(VALVE), opening));
  }

  /** Says how warm it is to be, in degrees Celsius, from one outer temperature to the next. */
  void follow(int... heatingCurve) throws ModbusException {
    ByteBuffer values = ByteBuffer.allocate(2 * heatingCurve.length);
    for (int degrees : heatingCurve) {
      values.putShort((short) degrees);
    }
    device.writeMultipleRegisters(
        UNIT,
        new WriteMultipleRegistersRequest(
            address(HEATING_CURVE), heatingCurve.length, values.array()));
  }

  /** Asks for all at once, and takes the answers as they come. */
  CompletionStage<State> state() {
    CompletionStage<Float> temperature =
        device.readHoldingRegistersAsync(UNIT, forTemperature()).thenApply(this::temperature);
    CompletionStage<Integer> burners =
        device
            .readCoilsAsync(UNIT, new ReadCoilsRequest(FIRST_BURNER - 1, 2))
            .thenApply(Boiler::burning);
    return temperature.thenCombine(burners, State::new);
  }

  private ReadHoldingRegistersRequest forTemperature() {
    return new ReadHoldingRegistersRequest(address(TEMPERATURE), 2);
  }

  private float temperature(ReadHoldingRegistersResponse read) {
    ByteBuffer registers = ByteBuffer.wrap(read.registers());
    return joined(registers.getShort(0), registers.getShort(2));
  }

  private static int burning(ReadCoilsResponse read) {
    return Integer.bitCount(read.coils()[0] & 0b11);
  }

  int address(int holdingRegister) {
    return holdingRegister - 40001;
  }

  float joined(short first, short second) {
    return Float.intBitsToFloat(first << 16 | second & 0xffff);
  }
}
