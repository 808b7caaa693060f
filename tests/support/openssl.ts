import { spawn } from 'node:child_process';

export interface OpensslResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

interface OpensslOptions {
  cwd?: string;
  /** Goes to its standard input. */
  input?: Buffer;
}

/** Runs the real openssl, whatever way it ends. Rejects only when it can't be started. */
export function openssl(args: readonly string[], { cwd, input }: OpensslOptions = {}): Promise<OpensslResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args, { cwd });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? -1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() }),
    );
    // openssl may end without having read it all.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
