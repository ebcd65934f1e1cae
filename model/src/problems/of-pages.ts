import { row } from './row.ts'

/**
 * Problems that a page finds by itself, where no node tells it. By themselves, so that a resident's telephone need not load
 * the whole table.
 */
// biome-ignore format: a table, laid out for the eye
export const problemsOfPages = {
  'no-connection': row('LQ-0107', 503, '网络不通', 'No connection', '暂时连接不上服务器，已填内容不会丢失；请检查网络后重试。', 'The server cannot be reached for now. Nothing you typed is lost; check the network and try again.'),
  'part-not-loaded': row('LQ-0108', 503, '没有打开', 'This did not open', '需要的内容没有加载出来；本页和已填的内容都在。请检查网络后重试；仍打不开的，请刷新页面后再办理。', 'What is needed here could not be loaded; the page and what you typed are still there. Check the network and try again; if it goes on, reload the page.'),
  internal: row('LQ-0199', 500, '系统故障', 'A fault on our side', '系统出现故障，已记录。请稍后重试；若仍不成功，请把追踪号告诉工作人员或系统管理员。', 'Something broke on our side and was recorded. Try again later; if it goes on, give the trace number to the staff or the administrator.'),
  'rating-not-staff': row('LQ-0910', 403, '工作人员不能评价', 'Not for staff', '评价只能由办事人用自己的设备进行，工作人员账号不能评价；请先退出登录。', 'Only the person served rates, from his own device; sign out of the staff account first.'),
}
