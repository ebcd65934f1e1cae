/**
 * What must stand before anything of ours can run: the packages, our Node, the browser's files. Plain JavaScript on Node's
 * own modules, because it runs on the machine's Node (20.19 or later) before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canInstall, installPackages } from './debian.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const modules = join(root, 'node_modules')

/** Node 26 of the package `node`; runs TypeScript as it is. */
export const node = join(modules, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Say it to whoever waits, in both languages. */
export const say = (zh, en) => process.stderr.write(`${zh}  ${en}\n`)

/** Say what is wrong and what to do, and end. */
export function giveUp(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`)
  process.exit(1)
}

/** Install what package-lock.json names, unless exactly that is installed, and what our Node needs of the system. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(
      `需要 Node 20.19 或更高版本，当前为 ${process.versions.node}，请升级后重试。`,
      `Node 20.19 or later is needed, this is ${process.versions.node}; install a newer one and try again.`,
    )
  if (isInstalled()) return
  say('正在安装依赖（首次约需一两分钟）……', 'Installing packages (a minute or two, the first time only)…')
  const install = () => run(...npm('ci', '--no-audit', '--no-fund', '--loglevel=error'))
  let { code, text } = await install()
  // Packages whose own installation ran on our Node in vain were left out.
  if (mendNode()) ({ code, text } = await install())
  if (code === 0 && isInstalled()) return
  process.stderr.write(text)
  if (/ENOSPC/.test(text))
    giveUp(`磁盘已满，请清理 ${root} 所在磁盘。`, `The disk is full; free space where ${root} lies.`)
  if (/EACCES|EPERM|EROFS/.test(text))
    giveUp(`没有权限写入 ${root}，请调整目录权限。`, `No right to write to ${root}; change its rights.`)
  giveUp(
    '依赖安装未完成，请检查网络与 npm 设置后重试。',
    'The packages could not be installed; check the network and the settings of npm, and try again.',
  )
}

/**
 * Our Node wants one library that a bare Linux need not have, and npm brings none.
 * @returns whether it had to be installed
 */
function mendNode() {
  const missing = libraryMissing()
  if (!missing) return false
  if (missing === 'libatomic.so.1' && canInstall()) {
    say('正在安装系统库 libatomic1……', 'Installing the system library libatomic1…')
    try {
      installPackages('libatomic1')
    } catch {
      // apt has said why; what to do instead is said below.
    }
    if (!libraryMissing()) return true
  }
  return giveUp(
    `缺少系统库 ${missing}，请安装后重试（Debian：apt-get install libatomic1；openEuler、麒麟：dnf install libatomic）。`,
    `The system library ${missing} is missing; install it and try again (Debian: apt-get install libatomic1, Fedora and its kin: dnf install libatomic).`,
  )
}

/** The library without which our Node does not start; undefined when it starts, or fails otherwise. */
function libraryMissing() {
  const { stderr } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return /error while loading shared libraries: ([^:\s]+)/.exec(stderr ?? '')?.[1]
}

/** Whether each package of the lock file that is for this machine is there in its version, and our Node with them. */
function isInstalled() {
  const read = file => JSON.parse(readFileSync(file, 'utf8')).packages
  if (!existsSync(join(modules, '.package-lock.json')) || !existsSync(node)) return false
  const wanted = read(join(root, 'package-lock.json'))
  const found = read(join(modules, '.package-lock.json'))
  return Object.entries(wanted).every(
    ([path, { version, optional, peer, link, os, cpu, libc }]) =>
      !path.includes('node_modules/') ||
      link ||
      found[path]?.version === version ||
      (!found[path] && (peer || (optional && !isFor(os, cpu)) || libc)),
  )
}

/** Whether a package that names its systems and processors is for this one. */
const isFor = (os = [], cpu = []) => os.includes(process.platform) && cpu.includes(process.arch)

/** Build the browser's files unless they are made of what is there now. */
export async function ensureWebBuilt() {
  const stamp = join(modules, '.cache/lianqiao/web')
  const now = hashOfSources()
  const known =
    existsSync(stamp) && existsSync(join(root, 'web/dist/index.html')) && readFileSync(stamp, 'utf8')
  if (known === now) return
  say('正在构建网页……', 'Building the pages…')
  const { code, text } = await buildWeb()
  if (code === 0) return
  process.stderr.write(text)
  giveUp('网页构建失败，原因见上。', 'The pages could not be built; the reason stands above.')
}

/** Build them now. */
export async function buildWeb() {
  const now = hashOfSources()
  const built = await run(node, [join(modules, 'vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'])
  if (built.code === 0) {
    const cache = join(modules, '.cache/lianqiao')
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, 'web'), now)
  }
  return built
}

function hashOfSources() {
  const hash = createHash('sha256')
  const files = ['web', 'model/src']
    .flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .filter(file => !/[\\/](node_modules|dist)[\\/]|\.test\.tsx?$/.test(relative(root, file)))
  for (const file of [...files.sort(), join(root, 'package-lock.json')])
    hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** How to call npm: by the Node that npm itself runs on, for ours is about to be replaced. */
function npm(...args) {
  const { npm_execpath: file, npm_node_execpath: on } = process.env
  if (file && on && !on.startsWith(modules)) return [on, [file, ...args]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args]
}

/** Run a program to its end in the project. @returns its exit code and all it said */
export function run(program, args, options = {}) {
  const path = (process.env.PATH ?? '').split(delimiter).filter(folder => !folder.startsWith(modules))
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      env: { ...process.env, PATH: path.join(delimiter), ...options.env },
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
    child.on('error', error => resolve({ code: 1, text: `${text}${error.message}\n` }))
    child.on('close', code => resolve({ code: code ?? 1, text }))
  })
}

/**
 * Room for young objects, in MB, and by how much of what is needed the heap may grow before the old ones are looked through:
 * Node's own measures are meant for one big program and let each node hold two hundred megabytes more, most of them garbage.
 * The same stands in `deploy/` and in the bench.
 */
const flags = ['--max-semi-space-size=8', '--heap-growing-percent=30']

/** What was compiled once is kept: a start need not read our sources again, nor load what strips their types. */
const compiled = join(modules, '.cache/lianqiao/compiled')

/** Become the command line of the server: same terminal, signals passed on, its exit code. */
export function becomeServer(args) {
  const child = spawn(node, [...flags, join(root, 'server/src/main.ts'), ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => giveUp(error.message, error.message))
  child.on('close', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
