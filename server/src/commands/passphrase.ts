import { problem } from '@lianqiao/model/problems/problem.ts'

/** Characters below which a passphrase is guessed too soon, even behind scrypt. */
const least = 12

/** The passphrase of backups: from the environment, for what stands on a command line is seen by everybody. Throws `passphrase-needed`. */
export function backupPassphrase(): string {
  const given = process.env.LIANQIAO_BACKUP_PASSPHRASE ?? ''
  if (given.length < least) throw problem('passphrase-needed', { least })
  return given
}
