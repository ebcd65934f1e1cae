/** Packages of Debian and its kin, for what npm cannot bring. Plain JavaScript: it runs before our own Node does. */
import { execFileSync, spawnSync } from 'node:child_process'

/** Whether packages can be installed here without asking anybody: by root, or by sudo that wants no password. */
export function canInstall() {
  return process.platform === 'linux' && succeeds(asRoot('true')) && succeeds(['apt-get', '--version'])
}

/**
 * Install packages by apt.
 * @param {...string} names
 * @throws when one is unknown or the mirror cannot be reached; apt has said why
 */
export function installPackages(...names) {
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const [program, ...rest] = asRoot('apt-get', '-qq', ...args)
    execFileSync(program, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
}

/**
 * @param {...string} command
 * @returns {[string, ...string[]]}
 */
function asRoot(...command) {
  return process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
}

/** @param {[string, ...string[]]} command */
function succeeds([program, ...args]) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}
