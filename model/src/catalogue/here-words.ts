import { powerNames } from './agreement.ts'
import type { HereFacts, HereGrant, Verdict } from './here-facts.ts'

export interface Sentence {
  zh: string
  en: string
}

const powersEn = {
  receive: 'receiving',
  notify: 'telling what is missing',
  verify: 'checking originals',
  deliver: 'handing over',
}
const days = {
  zh: ['', '一', '二', '三', '四', '五', '六', '日'],
  en: ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

interface Judged {
  verdict: Verdict
  grant: HereGrant | undefined
  /** Weekdays on which a department that takes turns is here. */
  turns: number[] | undefined
  /** Whether it is here today. */
  attends: boolean
}

/** Why the answer is what it is, in one sentence a person at the door understands. */
export function sentenceOf(facts: HereFacts, judged: Judged): Sentence {
  const { item, profile, names } = facts
  const office = {
    zh: item.department.name,
    en: profile.departments.find(d => d.code === item.department.code)?.nameEn ?? item.department.name,
  }
  const home = names[item.jurisdiction] ?? { zh: profile.shortName, en: profile.nameEn }
  switch (judged.verdict) {
    case 'decide-here':
      return decideHere(office, judged)
    case 'receive-here':
      return receiveHere(office, names, judged.grant)
    case 'joint':
      return {
        zh: `可以在这里申请：两地联办，材料在政府内部流转，由${office.zh}决定。`,
        en: `Apply here: both sides handle it together, papers pass inside government, and the ${office.en} decides.`,
      }
    case 'online':
      return {
        zh: `不用跑：可全程网办，由${home.zh}直接办理。`,
        en: `No need to go: it can be done wholly online with ${home.en}.`,
      }
    case 'go-there':
      return {
        zh: `这里办不了：${office.zh}在此没有窗口，也没有协议授权代收；请到${home.zh}办理。`,
        en: `Not here: the ${office.en} has no window in this place and no agreement lets it be received; go to ${home.en}.`,
      }
  }
}

function decideHere(office: Sentence, { turns, attends }: Judged): Sentence {
  if (!turns)
    return {
      zh: `可以在这里直接办：${office.zh}在此有窗口。`,
      en: `Done here: the ${office.en} has a window here.`,
    }
  const zh = turns.map(d => `周${days.zh[d]}`).join('、')
  const en = turns.map(d => days.en[d]).join(', ')
  return attends
    ? {
        zh: `可以在这里直接办：${office.zh}今天轮驻（每${zh}）。`,
        en: `Done here: the ${office.en} is here today (every ${en}).`,
      }
    : {
        zh: `今天不行，${zh}可以：${office.zh}轮驻本站。`,
        en: `Not today, but on ${en}: the ${office.en} takes turns here.`,
      }
}

function receiveHere(office: Sentence, names: HereFacts['names'], grant: HereGrant | undefined): Sentence {
  const powers = grant?.powers ?? []
  const receiver = names[grant?.grantee ?? ''] ?? { zh: '本站', en: 'this station' }
  return {
    zh: `可以在这里交：${receiver.zh}窗口依协议代收（${powers.map(p => powerNames[p]).join('、')}），由${office.zh}决定。`,
    en: `Hand it in here: the window of ${receiver.en} receives it under an agreement (${powers.map(p => powersEn[p]).join(', ')}); the ${office.en} decides.`,
  }
}
