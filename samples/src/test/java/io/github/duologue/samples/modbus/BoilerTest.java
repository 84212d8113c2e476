package io.github.duologue.samples.modbus;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.modbus.Boiler.UNIT;
import static io.github.duologue.samples.modbus.ModbusTcp.ILLEGAL_DATA_ADDRESS;
import static io.github.duologue.samples.modbus.ModbusTcp.coils;
import static io.github.duologue.samples.modbus.ModbusTcp.inAnotherTransaction;
import static io.github.duologue.samples.modbus.ModbusTcp.inReplyTo;
import static io.github.duologue.samples.modbus.ModbusTcp.readCoils;
import static io.github.duologue.samples.modbus.ModbusTcp.readHoldingRegisters;
import static io.github.duologue.samples.modbus.ModbusTcp.refused;
import static io.github.duologue.samples.modbus.ModbusTcp.registers;
import static io.github.duologue.samples.modbus.ModbusTcp.twoRegisters;
import static io.github.duologue.samples.modbus.ModbusTcp.writeMultipleRegisters;
import static io.github.duologue.samples.modbus.ModbusTcp.writeSingleRegister;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@WithFakeServer
class BoilerTest {

  @Test
  void aTemperatureIsReadFromTwoRegisters(FakeServer server) throws ModbusException {
    server.play(
        ModbusTcp.FRAMING,
        expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(registers(0x4279, 0x8000)),
        expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(twoRegisters(-1.5f)));

    try (ModbusConnection connection = ModbusConnection.to(server.address())) {
      Boiler boiler = new Boiler(connection.client());
      assertThat(boiler.temperature()).isEqualTo(62.375f);
      assertThat(boiler.temperature()).isEqualTo(-1.5f);
    }
  }

  @Test
  void theValveIsOpenUntilItIsWarmEnough(FakeServer server) throws ModbusException {
    server.play(
        ModbusTcp.FRAMING,
        expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(twoRegisters(59.9f)),
        expect(writeSingleRegister(UNIT, 200, 100)).replyBytes(ModbusTcp::written),
        expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(twoRegisters(60.1f)),
        expect(writeSingleRegister(UNIT, 200, 0)).replyBytes(ModbusTcp::written));

    try (ModbusConnection connection = ModbusConnection.to(server.address())) {
      Boiler boiler = new Boiler(connection.client());
      boiler.regulate(60);
      boiler.regulate(60);
    }
  }

  @Test
  void theHeatingCurveIsWrittenInOneRequest(FakeServer server) throws ModbusException {
    server.play(
        ModbusTcp.FRAMING,
        expect(writeMultipleRegisters(UNIT, 300, 75, 60, 45)).replyBytes(ModbusTcp::written));

    try (ModbusConnection connection = ModbusConnection.to(server.address())) {
      new Boiler(connection.client()).follow(75, 60, 45);
    }
  }

  @Test
  void whatTheDeviceRefusesReachesTheCaller(FakeServer server) throws ModbusException {
    server.play(
        ModbusTcp.FRAMING,
        expect(readHoldingRegisters(UNIT, 100, 2)).replyBytes(refused(ILLEGAL_DATA_ADDRESS)));

    try (ModbusConnection connection = ModbusConnection.to(server.address())) {
      Boiler boiler = new Boiler(connection.client());
      assertThatThrownBy(boiler::temperature)
          .isInstanceOfSatisfying(
              ModbusResponseException.class,
              refusal -> {
                assertThat(refusal.getFunctionCode()).isEqualTo(3);
                assertThat(refusal.getExceptionCode()).isEqualTo(ILLEGAL_DATA_ADDRESS);
              });
    }
  }

  @Test
  void repliesAreTakenByTheirTransactionsInWhateverOrderTheyCome(FakeServer server)
      throws Exception {
    server.play(
        ModbusTcp.FRAMING,
        expect(readHoldingRegisters(UNIT, 100, 2).as("temperature")),
        expect(readCoils(UNIT, 0, 2))
            .replyBytes(coils(true, false))
            .replyBytes(inReplyTo("temperature", twoRegisters(62.5f))));

    try (ModbusConnection connection = ModbusConnection.to(server.address())) {
      Boiler boiler = new Boiler(connection.client());
      assertThat(boiler.state().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .isEqualTo(new Boiler.State(62.5f, 1));
    }
  }

  @Test
  void aReplyInAnotherTransactionIsPassedOver(FakeServer server) throws ModbusException {
    server.play(
        ModbusTcp.FRAMING,
        expect(readHoldingRegisters(UNIT, 100, 2))
            .replyBytes(inAnotherTransaction(twoRegisters(99)))
            .replyBytes(twoRegisters(62.5f)));

    try (ModbusConnection connection = ModbusConnection.to(server.address())) {
      assertThat(new Boiler(connection.client()).temperature()).isEqualTo(62.5f);
    }
  }

  @Test
  void aReplyInAnotherTransactionIsNoReply(FakeServer server) throws ModbusException {
    server.play(
        ModbusTcp.FRAMING,
        expect(readHoldingRegisters(UNIT, 100, 2))
            .replyBytes(inAnotherTransaction(twoRegisters(99))));

    try (ModbusConnection connection =
        ModbusConnection.to(server.address(), Duration.ofMillis(200))) {
      Boiler boiler = new Boiler(connection.client());
      assertThatThrownBy(boiler::temperature).isInstanceOf(ModbusTimeoutException.class);
    }
  }
}
