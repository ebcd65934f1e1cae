import { expect, test } from 'vitest'
import { nodes } from '../../../../test/support/jurisdictions.ts'
import type { Row } from '../../records/procedure.ts'
import { basisLine, groundOf } from './grounds.ts'
import { rows as permitRows } from './rows.ts'

const rows: readonly (Pick<Row<never>, 'ground' | 'law'> & { verb: string })[] = permitRows

const permit = { kind: '行政许可', basis: { zh: '市场主体登记管理条例 第十九条', en: '' } } as const
const confirmation = {
  kind: '行政确认',
  basis: {
    zh: '居住证暂行条例（国令第663号）第二条、第九条',
    en: 'Interim Regulations on Residence Permits, art. 2',
  },
} as const
const of = (verb: string): Pick<Row<never>, 'ground' | 'law'> => {
  const row = rows.find(one => one.verb === verb)
  if (!row) throw new Error(`no row ${verb}`)
  return row
}

test('a permit cites the article of 行政许可法; the table reads like this', () => {
  const cited = rows.map(row => [row.verb, groundOf(row, permit)?.zh])
  expect(Object.fromEntries(cited)).toMatchObject({
    receive: '国令716号 第七条',
    take: '异地代收代办协议（受理期限自属地收到材料起算）；行政许可法 第三十二条',
    'require-correction': '行政许可法 第三十二条第一款第四项',
    refuse: '行政许可法 第三十二条第一款第一、二项',
    accept: '行政许可法 第三十二条第一款第五项',
    review: '行政许可法 第三十四条',
    suspend: '行政许可法 第四十五条',
    extend: '行政许可法 第四十二条',
    grant: '行政许可法 第三十八条第一款',
    deny: '行政许可法 第三十八条第二款',
    issue: '行政许可法 第三十九条',
    deliver: '行政许可法 第四十四条',
    annul: '行政许可法 第六十九条、第七十条',
  })
})

test('an item of another kind cites its own basis, and 行政许可法 nowhere', () => {
  for (const row of rows) expect(groundOf(row, confirmation)?.zh ?? '').not.toContain('许可法')
  expect(groundOf(of('accept'), confirmation)?.zh).toBe('居住证暂行条例（国令第663号）第二条、第九条')
  expect(groundOf(of('receive'), confirmation)?.zh).toBe('国令716号 第七条')
  expect(groundOf(of('ask'), confirmation)?.zh).toBe('多地联办协议')
})

test('a record that does not know the kind of its item cites no law rather than a wrong one', () => {
  expect(groundOf(of('accept'), {})).toBeUndefined()
  expect(groundOf(of('take'), {})?.zh).toBe('异地代收代办协议（受理期限自属地收到材料起算）')
})

test('the basis of every shipped guide fits in one line, each law named once', () => {
  expect(
    basisLine({
      legalBasis: [
        { title: '居住证暂行条例', article: '第二条' },
        { title: '居住证暂行条例', article: '第九条' },
        { title: '户口登记条例' },
      ],
      en: {
        居住证暂行条例: 'Residence Permits',
        第二条: 'art. 2',
        第九条: 'art. 9',
        户口登记条例: 'Households',
      },
    }),
  ).toEqual({
    zh: '居住证暂行条例第二条、第九条；户口登记条例',
    en: 'Residence Permits, art. 2, art. 9; Households',
  })
  for (const item of nodes.flatMap(node => node.items)) {
    const { zh: line, en } = basisLine(item)
    expect(en, item.code).not.toMatch(/\p{Script=Han}/u)
    expect(line.length, item.code).toBeLessThan(300)
    for (const { title } of item.legalBasis) expect(line.split(title)).toHaveLength(2)
  }
})

test('all that the table cites has English', () => {
  for (const row of rows) {
    expect(groundOf(row, permit)?.en ?? '', row.verb).not.toMatch(/\p{Script=Han}/u)
    expect(groundOf(row, confirmation)?.en ?? '', row.verb).not.toMatch(/\p{Script=Han}/u)
  }
})
