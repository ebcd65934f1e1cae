/** A page that residents open; measured by `budget.test.ts` and by the benchmark. */
export interface ResidentPage {
  name: string
  /** Its address on the node of 浦口. `code`: of an application that can be tracked. */
  path: (code: string) => string
  /** What it was opened for: a selector of what stands there only with its data. */
  shown: string
  /** Whether it shows something only to who is signed in and has applied for something. */
  own?: true
}

export const residentPages: readonly ResidentPage[] = [
  { name: 'first page', path: () => '/', shown: 'main h1' },
  { name: 'search with hits', path: () => '/items?q=生育', shown: '[role=option]' },
  { name: 'guide', path: () => '/items/320111/birth-registration', shown: '.lq-verdict' },
  { name: 'comparison', path: () => '/compare/birth-registration/320111/340523', shown: 'main table' },
  { name: 'tracking', path: code => `/track/${code}`, shown: '.lq-track-case' },
  { name: 'verification', path: () => '/verify/AAAA-AAAA-AAAA-AAAA', shown: '.lq-proof' },
  { name: 'own cases', path: () => '/my', shown: '.lq-my-case', own: true },
]

/** Who looks at the pages of the last kind: a resident of the demonstration, by account and as an application names her. */
export const resident = {
  account: 'wang-xiaoqiao',
  applicant: {
    name: '王晓桥',
    idNumber: '340523199003159916',
    birthDate: '1990-03-15',
    sex: 'male',
    phone: '13800000019',
  },
}
