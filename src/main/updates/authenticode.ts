import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** A cold PowerShell on a slow PC, reading a large installer. Milliseconds. */
const PATIENCE = 120_000;

/** The path comes by the environment: no name of a file can be a command. Only ASCII comes back, whatever the code page. */
const SCRIPT = `
$signature = Get-AuthenticodeSignature -LiteralPath $env:SPAMS_UPDATE
$names = [ordered]@{ status = "$($signature.Status)"; subject = ''; name = '' }
if ($signature.SignerCertificate) {
  $names.subject = $signature.SignerCertificate.Subject
  $names.name = $signature.SignerCertificate.GetNameInfo('SimpleName', $false)
}
[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Compress $names)))
`;

const answer = z.object({ status: z.string(), subject: z.string(), name: z.string() });

/**
 * Whether Windows finds that one of `publishers` signed an installer: common names or whole subjects, compared exactly.
 * electron-updater's own check lets an installer pass where PowerShell can't be asked; this one lets none.
 * @param ask runs the script on the file, and gives what it printed
 * @returns why it isn't so; null when it is
 */
export async function whyNotSigned(
  publishers: readonly string[],
  path: string,
  ask: (path: string) => Promise<string> = askPowerShell,
): Promise<string | null> {
  try {
    const { status, subject, name } = answer.parse(JSON.parse(Buffer.from(await ask(path), 'base64').toString('utf8')));
    if (status !== 'Valid') return `its signature is ${status}`;
    return [subject, name].some((each) => each !== '' && publishers.includes(each))
      ? null
      : `it is signed by ${subject}`;
  } catch (error) {
    return `its signature can't be checked: ${error instanceof Error ? error.message : error}`;
  }
}

async function askPowerShell(path: string): Promise<string> {
  const program = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32/WindowsPowerShell/v1.0/powershell.exe');
  const options = { timeout: PATIENCE, windowsHide: true, env: { ...ownEnvironment(), SPAMS_UPDATE: path } };
  const { stdout } = await promisify(execFile)(program, ['-NoProfile', '-NonInteractive', '-Command', SCRIPT], options);
  return stdout;
}

/** A newer PowerShell that SPAMS was started from would lead this one to its own modules, which it can't load. */
function ownEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.toLowerCase() !== 'psmodulepath'));
}
