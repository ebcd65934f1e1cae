import type { Department } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { roles } from '@lianqiao/model/people/roles.ts'
import { type Html, html, raw } from '../platform/http/html.ts'
import { type Account, demoPassword } from './accounts.ts'
import { currentCode } from './codes.ts'

/** What is wrong with a sign-in: the field it belongs to, and what to do. */
export interface SignInFault {
  field: 'password' | 'code'
  zh: string
  en: string
}

/** What the sign-in page shows. `account` is the one that was chosen or typed, if it is known. */
export interface SignInView {
  uid: string
  /** Whose node is signed in to: 南京市浦口区. */
  nodeName: string
  username: string
  account?: Account | undefined
  fault?: SignInFault | undefined
  departments: readonly Department[]
  /** Accounts of this node, to choose from. */
  people: readonly Account[]
}

/** 登录: account, password, and for staff the one-time code, in one form without scripts. */
export function signInPage(view: SignInView): string {
  const { uid, nodeName, username, fault } = view
  // The first field that is left to fill: a page never gives a password back.
  const next = username ? 'password' : 'account'
  const focus = (field: string) => raw(field === next ? 'autofocus' : '')
  const wrong = (field: SignInFault['field']) =>
    raw(
      fault?.field === field
        ? `aria-invalid="true" aria-describedby="fault ${field}-hint"`
        : `aria-describedby="${field}-hint"`,
    )
  return page(
    `登录 · ${nodeName}`,
    html`<h1>登录 ${nodeName}</h1>
<p class="lead en" lang="en">Sign in to the Lianqiao node of this jurisdiction</p>
${
  fault &&
  html`<div class="alert" role="alert" id="fault"><p>${fault.zh}</p><p class="en" lang="en">${fault.en}</p></div>`
}
${demoNotice(view.account)}
<form method="post" action="/interaction/${uid}">
<div class="field"><label for="account">账号 <span class="en" lang="en">Account</span></label>
<input id="account" name="account" value="${username}" required autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="60" ${focus('account')}></div>
<div class="field"><label for="password">密码 <span class="en" lang="en">Password</span></label>
<input id="password" name="password" type="password" required autocomplete="current-password" maxlength="100" ${focus('password')} ${wrong('password')}>
<p class="hint" id="password-hint">演示账号的密码都是 ${demoPassword} <span class="en" lang="en">· every password is “${demoPassword}”</span></p></div>
<div class="field"><label for="code">动态口令 <span class="en" lang="en">One-time code</span></label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" ${focus('code')} ${wrong('code')}>
<p class="hint" id="code-hint">工作人员必填，6 位数字，在演示账号中点选本人即显示；居民留空 <span class="en" lang="en">· six digits, staff only: choose the account from the list, and its code is shown</span></p></div>
<button type="submit">登录 <span lang="en">Sign in</span></button>
</form>
<p class="cancel"><a href="/interaction/${uid}/cancel">取消，返回 <span lang="en">Cancel</span></a></p>`,
    peopleToChoose(view),
  )
}

/** A page that says one thing. */
export function messagePage(title: string, zh: string, en: string): string {
  return page(title, html`<h1>${title}</h1><p>${zh}</p><p class="en" lang="en">${en}</p>`)
}

/** Asked only where a sign-out does not come from a node that proves whom it signs out. `form` is the provider's own. */
export function signOutPage(form: string): string {
  return page(
    '退出登录',
    html`<h1>退出登录 <span class="en" lang="en">Sign out</span></h1>
<p>确定要退出统一身份认证吗？<br><span class="en" lang="en">Sign out of the identity provider?</span></p>
${raw(form)}<button type="submit" form="op.logoutForm" name="logout" value="yes">退出 <span lang="en">Sign out</span></button>`,
  )
}

function demoNotice(account: Account | undefined): Html {
  return html`<div class="notice" role="note"><p><strong>演示</strong>：这是演示身份认证，不是任何机关的正式服务，人物均为虚构。</p>
<p class="en" lang="en">Demonstration identity provider, not an official service; all people are invented.</p>${
    account?.secret &&
    html`<p>演示：${account.name}当前的动态口令 <span class="en" lang="en">Current code</span><br><span class="code">${currentCode(account.secret)}</span></p>
<p class="hint">正式系统中，口令只显示在本人的手机或令牌上。<br><span lang="en">In a real system only the person’s own device shows it.</span></p>`
  }</div>`
}

function peopleToChoose({ uid, account, people, departments }: SignInView): Html {
  const post = (p: Account) =>
    [departments.find(d => d.code === p.department)?.name, p.roles.map(r => roles[r].zh).join('、')].join(' ')
  const list = (kind: Account['kind']) =>
    html`<ul>${people
      .filter(p => p.kind === kind)
      .map(
        p => html`<li><a href="/interaction/${uid}?account=${p.username}"${p === account && raw(' aria-current="true"')}>${p.name} <span class="en">${p.username}</span>
<small>${post(p)}</small></a></li>`,
      )}</ul>`
  const open = (kind: Account['kind']) => (account?.kind ?? 'staff') === kind && raw(' open')
  return html`<section class="people" aria-labelledby="people"><h2 id="people">演示账号 <span class="en" lang="en">Demonstration accounts</span></h2>
<details${open('staff')}><summary>工作人员 <span class="en" lang="en">Staff</span></summary>${list('staff')}</details>
<details${open('resident')}><summary>居民 <span class="en" lang="en">Residents</span></summary>${list('resident')}</details></section>`
}

function page(title: string, card: Html, below?: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 演示身份认证</title><link rel="stylesheet" href="/style.css"></head>
<body><main${below && raw(' class="with-people"')}><p class="brand"><span>联桥</span> 演示身份认证 <small lang="en">Demonstration identity provider</small></p>
<div class="card">${card}</div>${below}</main></body></html>`.html
}
