package io.github.duologue.samples.modbus;

import com.digitalpetri.modbus.TimeoutScheduler;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Modbus client with a thread of its own, which ends with it. */
final class ModbusConnection implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final NioEventLoopGroup thread = new NioEventLoopGroup(1);
  private final ModbusTcpClient client;

  private ModbusConnection(InetSocketAddress device, Duration timeout) {
    NettyTcpClientTransport transport =
        NettyTcpClientTransport.create(
            tcp ->
                tcp.setHostname(device.getHostString())
                    .setPort(device.getPort())
                    .setConnectTimeout(TIMEOUT)
                    .setConnectPersistent(false)
                    .setReconnectLazy(true)
                    .setEventLoopGroup(thread)
                    .setExecutor(thread));
    client =
        ModbusTcpClient.create(
            transport,
            modbus ->
                modbus
                    .setRequestTimeout(timeout)
                    .setTimeoutScheduler(TimeoutScheduler.create(thread, thread)));
  }

  static ModbusConnection to(InetSocketAddress device) throws ModbusExecutionException {
    return to(device, TIMEOUT);
  }

  /** Connects to a device that must reply within a time. */
  static ModbusConnection to(InetSocketAddress device, Duration timeout)
      throws ModbusExecutionException {
    ModbusConnection connection = new ModbusConnection(device, timeout);
    try {
      connection.client.connect();
      return connection;
    } catch (ModbusExecutionException problem) {
      connection.endThread();
      throw problem;
    }
  }

  ModbusTcpClient client() {
    return client;
  }

  @Override
  public void close() throws ModbusExecutionException {
    try {
      client.disconnect();
    } finally {
      endThread();
    }
  }

  private void endThread() {
    thread.shutdownGracefully(0, TIMEOUT.toSeconds(), TimeUnit.SECONDS).syncUninterruptibly();
  }
}
