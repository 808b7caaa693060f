import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Seconds from 1900, where NTP counts from, to 1970. */
const NTP_EPOCH = 2_208_988_800;

interface Behaviour {
  /** How far its time is from this computer's, milliseconds. */
  offset?: number;
  /** What it does with a request instead of answering. */
  onAsked?: () => void;
  /** What it makes of a good answer. */
  change?: (reply: Buffer) => Buffer;
}

/** An NTP server (RFC 5905) on loopback, as right or wrong as a test wants it. */
export class NtpResponder {
  /** Requests so far. */
  asked = 0;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async start({ offset = 0, onAsked, change = (reply) => reply }: Behaviour = {}): Promise<NtpResponder> {
    const socket = createSocket('udp4');
    const responder = new NtpResponder(socket);
    socket.on('message', (request, { port, address }) => {
      responder.asked += 1;
      if (onAsked) onAsked();
      else socket.send(change(reply(request, Date.now() + offset)), port, address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());
    return responder;
  }

  /** As an NTP setting names it. */
  get server(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }
}

/** A server's answer at a moment, in milliseconds since 1970. */
function reply(request: Buffer, at: number): Buffer {
  const packet = Buffer.alloc(48);
  packet[0] = (4 << 3) | 4; // no leap second, version 4, server
  packet[1] = 2; // stratum
  packet.writeInt8(-20, 3); // precision, about a microsecond
  request.copy(packet, 24, 40, 48); // the client's transmit time comes back as the origin
  const seconds = Math.floor(at / 1000);
  const fraction = Math.round(((at % 1000) / 1000) * 2 ** 32);
  for (const field of [16, 32, 40]) {
    packet.writeUInt32BE(seconds + NTP_EPOCH, field);
    packet.writeUInt32BE(fraction, field + 4);
  }
  return packet;
}
