import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP proxy in front of a port on loopback that keeps every byte that crosses it, as an eavesdropper would. */
export class RecordingProxy {
  readonly port: number;
  readonly #chunks: Buffer[] = [];

  private constructor(port: number) {
    this.port = port;
  }

  static async start(target: number): Promise<RecordingProxy> {
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const upstream = connect(target, '127.0.0.1');
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(from);
        from.on('data', (chunk: Buffer) => proxy.#chunks.push(chunk));
        from.on('error', () => to.destroy());
        from.pipe(to);
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new RecordingProxy((server.address() as AddressInfo).port);
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return proxy;
  }

  /** Everything seen so far, both ways. */
  get seen(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
