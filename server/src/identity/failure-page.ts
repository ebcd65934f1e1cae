import { signInPath } from '@lianqiao/model/api/session.ts'
import { type Language, type Problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import { html, raw } from '../platform/http/html.ts'

const style = raw(`<style>
body { margin: 0; padding: 0 1rem; box-sizing: border-box; min-height: 100vh; background: #f3f6f5; border-top: 6px solid #0a4150; color: #1d2b30;
  font: 16px/1.6 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif; }
main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem; box-sizing: border-box; background: #fff; border-radius: 12px; }
h1 { margin: 0; font-size: 1.5rem; color: #0a4150; }
.en, small { color: #52646b; font-size: .875rem; }
a { display: inline-block; padding: .6rem 1.25rem; border-radius: 8px; color: #0a4150; }
a.first { background: #0a4150; color: #fff; text-decoration: none; }
a:focus-visible { outline: 3px solid #f2c230; outline-offset: 2px; }
</style>`)

/** A sign-in that did not succeed, told in both languages with what to do next: sign in anew, as whomever one likes. */
export function failurePage(told: Problem, language: Language, traceId: string): string {
  const [first, second] = (language === 'en' ? ['en', 'zh'] : ['zh', 'en']) as [Language, Language]
  const said = toDocument(told, first)
  const also = toDocument(told, second)
  const lang = { zh: 'zh-CN', en: 'en' }
  return html`<!doctype html>
<html lang="${lang[first]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${said.title}</title>${style}</head>
<body><main><h1>${said.title}</h1><p>${said.detail}</p>
<p class="en" lang="${lang[second]}">${also.title} – ${also.detail}</p>
<p><a class="first" href="${signInPath}?fresh=yes">重新登录 <span lang="en">Sign in</span></a>
<a href="/">返回首页 <span lang="en">Home</span></a></p>
<p><small>${said.number} · ${traceId}</small></p></main></body></html>`.html
}
