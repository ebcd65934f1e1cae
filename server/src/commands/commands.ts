import type { Command } from './command.ts'

/** Every command, in the order in which the usage tells them. What a command needs is loaded when it is called. */
export const commands: Record<string, Command> = {
  demo: {
    usage: '[--port-base 8300] [--replicas 3] [--fresh]',
    zh: '在本机演示两地节点；--replicas 每个节点分成几个进程；--fresh 清空数据重新开始',
    en: 'demonstrate two nodes on this machine; --replicas runs each as so many processes; --fresh begins anew',
    flags: { fresh: { type: 'boolean' }, replicas: { type: 'string' } },
    words: [0, 0],
    run: async given => (await import('./demo.ts')).run(given),
  },
  export: {
    usage: '<record> [--node 320111] [--out FILE] [--personal]',
    zh: '导出一件办件的完整记录链；--personal 含个人信息',
    en: 'write the whole chain of a record to a file; --personal with its personal parts',
    flags: { node: { type: 'string' }, out: { type: 'string' }, personal: { type: 'boolean' } },
    words: [1, 1],
    run: async given => (await import('./export.ts')).run(given),
  },
  verify: {
    usage: '<file> [--directory FILE --trust FILE]',
    zh: '离线校验导出的记录链',
    en: 'check an exported record offline',
    flags: { directory: { type: 'string' }, trust: { type: 'string' } },
    words: [1, 1],
    run: async given => (await import('./verify.ts')).run(given),
  },
  import: {
    usage: '<folder | agreement.json> [--node 320111]',
    zh: '导入辖区目录（jurisdictions/<代码>）或协议文件',
    en: 'load the folder of a jurisdiction, or an agreement',
    flags: { node: { type: 'string' } },
    words: [1, 1],
    run: async given => (await import('./import.ts')).run(given),
  },
  serve: {
    usage: '',
    zh: '运行节点的网络服务（生产）',
    en: 'answer the requests of a node (production)',
    flags: {},
    words: [0, 0],
    run: async () => (await import('./serve.ts')).run('serve'),
  },
  work: {
    usage: '',
    zh: '运行节点的后台任务（生产）',
    en: 'do the queued work of a node (production)',
    flags: {},
    words: [0, 0],
    run: async () => (await import('./serve.ts')).run('work'),
  },
  migrate: {
    usage: '',
    zh: '升级 DATABASE_URL 指定的数据库',
    en: 'bring the database of DATABASE_URL to the newest form',
    flags: {},
    words: [0, 0],
    run: async () => (await import('./migrate.ts')).run(),
  },
}
