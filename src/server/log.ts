import pino, { type DestinationStream, type Logger } from 'pino';

/** Headers that would carry an invite's code. */
const REDACT = ['headers.authorization', 'req.headers.authorization', '*.code_sha256', '*.passphrase'];

/** The office's log: JSON lines on stderr, or wherever `destination` says. */
export function createLog(destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  const level = process.env.SPAMS_LOG_LEVEL ?? 'info';
  return pino({ level, redact: REDACT, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
