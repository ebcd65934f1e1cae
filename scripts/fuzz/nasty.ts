/** Personal data of nobody: what a problem document must never give back. */
export const personal = { name: '欧阳思远', idNumber: '340523198507309952', phone: '13800000009' }

/** Texts that have broken programs before. */
export const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff',
  '\ufeff',
  '\u202eabc',
  '\u2028',
  'ﷺ'.repeat(50),
  '🧑‍🤝‍🧑',
  'e\u0301',
  'x'.repeat(300),
  '长'.repeat(5000),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e400',
  '9007199254740993',
  '99999999999999999999',
  "'; drop table record; --",
  '" or 1=1 --',
  '%',
  '%00',
  '%s%n',
  '\\',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '$' + '{7*7}',
  '=cmd|calc',
  '\r\nset-cookie: a=b',
  '(a+)+$',
  '0000-01-01',
  '0000-00-00',
  '2026-02-30',
  '9999-12-31',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30T00:00:00.000Z',
  '+275760-09-13',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
] as const

export const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-7,
  3650,
  3651,
  32_768,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  -1e308,
  5e-324,
] as const

/** Values of another kind than was asked for. */
export const others: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { '': '' },
  { constructor: { prototype: 1 } },
  { toString: 1 },
  '',
  0,
  JSON.parse('{"__proto__":{"roles":["sysadmin"]}}'),
]

/** Nested as deep as `depth` says. */
export function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value }
  return value
}
