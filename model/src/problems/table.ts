/**
 * Every problem a person can meet: a stable number, an HTTP status, a title and one sentence that says what to
 * do next, in both languages. Numbers never change their meaning; a row that is no longer used stays.
 * LQ-01xx request · LQ-02xx sign-in and permission · LQ-03xx records and procedures · LQ-04xx agreements ·
 * LQ-05xx exchange · LQ-06xx catalogue · LQ-07xx evidence · LQ-08xx certificates · LQ-09xx counters · LQ-10xx running a node
 */
interface Row {
  no: `LQ-${number}`
  status: number
  title: { zh: string; en: string }
  zh: string
  en: string
}

const row = (
  no: `LQ-${number}`,
  status: number,
  titleZh: string,
  titleEn: string,
  zh: string,
  en: string,
): Row => ({
  no,
  status,
  title: { zh: titleZh, en: titleEn },
  zh,
  en,
})

// biome-ignore format: a table, laid out for the eye
export const problems = {
  'bad-input':            row('LQ-0101', 422, '填写有误', 'Some fields need correction', '有 {count} 处需要更正，请按提示修改后再提交，已填内容不会丢失。', '{count} field(s) need correction; change them as marked and submit again. Nothing you typed is lost.'),
  'unreadable-body':      row('LQ-0102', 400, '请求无法读取', 'The request cannot be read', '提交的内容不是有效的 JSON，请刷新页面后重试。', 'The body is not valid JSON; reload the page and try again.'),
  'too-large':            row('LQ-0103', 413, '内容过大', 'Too large', '上传内容超过 {limit}，请压缩或分次上传。', 'The upload is larger than {limit}; compress it or send it in parts.'),
  'not-found':            row('LQ-0104', 404, '没有找到', 'Not found', '没有找到这一页或这条记录，请核对编号。', 'There is no such page or record; check the number.'),
  'method-not-allowed':   row('LQ-0105', 405, '不支持的操作', 'Not supported', '此地址不支持这种操作。', 'This address does not take that method.'),
  'too-many-requests':    row('LQ-0106', 429, '操作过于频繁', 'Too many requests', '操作过于频繁，请 {seconds} 秒后再试。', 'Too many requests; wait {seconds} seconds and try again.'),
  'no-connection':        row('LQ-0107', 503, '网络不通', 'No connection', '暂时连接不上服务器，填写的内容仍在；请检查网络后重试。', 'The server cannot be reached for now. What you typed is still here; check the network and try again.'),
  'internal':             row('LQ-0199', 500, '系统故障', 'A fault on our side', '系统出现故障，已记录。请稍后重试；若仍不成功，请把追踪号告诉管理员。', 'Something broke on our side and was recorded. Try again later; if it goes on, give the trace number to the administrator.'),
  'sign-in-needed':       row('LQ-0201', 401, '请先登录', 'Sign in first', '请先登录；填写的内容已保存为草稿，登录后可继续。', 'Sign in first; what you typed is kept as a draft and waits for you.'),
  'forbidden':            row('LQ-0202', 403, '没有权限', 'Not permitted', '您的岗位不能进行此操作；如确需办理，请联系本单位安全管理员授权。', 'Your post may not do this; if you need to, ask your security administrator.'),
  'csrf':                 row('LQ-0203', 403, '页面已过期', 'The page has expired', '页面已过期，请刷新后重试。', 'This page has expired; reload it and try again.'),
  'second-factor-needed': row('LQ-0204', 403, '需要二次验证', 'Second factor needed', '工作人员须使用动态口令登录，请重新登录并输入动态口令。', 'Staff sign in with a one-time code; sign in again and enter it.'),
  'sign-in-failed':       row('LQ-0205', 400, '登录未完成', 'Sign-in was not completed', '登录未完成或已超时，请返回重新登录。', 'Sign-in was not completed or took too long; go back and sign in again.'),
  'other-jurisdiction':   row('LQ-0206', 403, '不是本辖区的账号', 'An account of another jurisdiction', '您的账号属于 {jurisdiction}，请从该辖区的入口登录；跨省业务会在两地同步显示。', 'Your account belongs to {jurisdiction}; sign in at that jurisdiction. Shared cases show on both sides.'),
  'identity-unreachable': row('LQ-0207', 503, '身份认证暂不可用', 'Sign-in is not available for now', '统一身份认证服务暂时联系不上，请稍后重新登录；已登录的人员不受影响。', 'The identity provider cannot be reached for now; try to sign in again shortly. Those signed in are not affected.'),
  'record-not-found':     row('LQ-0301', 404, '没有此件', 'No such record', '没有找到此件；请核对受理编号或查询码，或确认您有权查看。', 'No such record; check the number or the tracking code, or whether you may see it.'),
  'verb-unknown':         row('LQ-0302', 404, '没有此环节', 'No such step', '办理流程中没有“{verb}”这一环节。', 'The procedure has no step “{verb}”.'),
  'wrong-phase':          row('LQ-0303', 409, '环节不符', 'Not possible now', '此件目前处于“{phase}”，不能进行“{verb}”；请刷新查看最新状态。', 'The record is at “{phase}” and “{verb}” is not possible now; reload to see where it stands.'),
  'wrong-role':           row('LQ-0304', 403, '岗位不符', 'Not for your post', '“{verb}”须由{roles}办理。', '“{verb}” is for {roles}.'),
  'wrong-seat':           row('LQ-0305', 403, '不属本方办理', 'Not for your side', '“{verb}”应由{seat}一方办理。', '“{verb}” is for the {seat} side.'),
  'guard-failed':         row('LQ-0306', 409, '条件不满足', 'A condition is not met', '{reason}', '{reason}'),
  'stale':                row('LQ-0307', 409, '他人已先办理', 'Somebody was faster', '此件刚被他人办理过，已为您刷新；您填写的内容仍在，请核对后再提交。', 'Somebody acted on this record just before you; it was reloaded, your text is kept: check it and submit again.'),
  'not-leader':           row('LQ-0308', 409, '不由本地主办', 'Led elsewhere', '此件由{leader}主办，已转请对方办理。', 'This record is led by {leader}; the other side has been asked.'),
  'chain-broken':         row('LQ-0309', 422, '记录链校验不通过', 'The record does not verify', '第 {seq} 步校验不通过：{reason}。', 'Step {seq} does not verify: {reason}.'),
  'command-conflict':     row('LQ-0310', 409, '重复指令内容不一致', 'Same command, other content', '同一指令编号已用于不同内容，请刷新页面后重新提交。', 'This command id was used for other content; reload the page and submit again.'),
  'correct-once':         row('LQ-0311', 409, '补正只能告知一次', 'Corrections may be asked only once', '补正应当一次告知全部内容（行政许可法第三十二条），此件已告知过；请受理或作出不予受理决定。', 'Corrections are told once with all points (Licensing Law art. 32) and have been told already; accept or refuse.'),
  'extend-once':          row('LQ-0312', 409, '只能延期一次', 'May be extended only once', '办理期限只能延长一次（行政许可法第四十二条）。', 'The time limit may be extended only once (Licensing Law art. 42).'),
  'extend-too-long':      row('LQ-0313', 422, '延期过长', 'Extension too long', '延长不得超过 {limit}。', 'The extension may not exceed {limit}.'),
  'request-unknown':      row('LQ-0314', 404, '没有此协办', 'No such request', '没有找到编号为 {request} 的协办事项，或已答复。', 'There is no open request {request}.'),
  'requests-open':        row('LQ-0315', 409, '协办尚未答复', 'Requests are open', '尚有协办事项未答复，请等待答复、催办或撤回后再决定。', 'Some requests are unanswered; wait, urge or cancel them before deciding.'),
  'clock-impossible':     row('LQ-0316', 409, '计时状态不符', 'The clock does not allow it', '计时“{clock}”目前的状态不允许此操作，请刷新查看最新状态后再办理。', 'Clock “{clock}” is {phase}: “{event}” is not possible now; reload to see where it stands.'),
  'clock-extension-unit': row('LQ-0317', 422, '延期单位不符', 'Other unit of time', '计时“{clock}”的延期须与原时限使用同一单位，请更正后再提交。', 'An extension of clock “{clock}” is given in its own unit ({unit}); correct it and submit again.'),
  'no-grant':             row('LQ-0401', 403, '协议未授权', 'Not granted', '协议未授权{grantee}对“{item}”行使{power}；请引导申请人到{grantor}办理或全程网办。', 'No agreement lets {grantee} use the power {power} for “{item}”; guide the applicant to {grantor} or to the online service.'),
  'grant-expired':        row('LQ-0402', 403, '授权已到期', 'The grant has expired', '对“{item}”的授权已于 {date} 到期，请联系双方政务服务管理部门续签。', 'The grant for “{item}” ended on {date}; ask both service offices to renew it.'),
  'grant-withdrawn':      row('LQ-0403', 403, '授权已撤回', 'The grant was withdrawn', '对“{item}”的授权已于 {date} 撤回。', 'The grant for “{item}” was withdrawn on {date}.'),
  'agreement-unsigned':   row('LQ-0404', 403, '协议未生效', 'The agreement is not in force', '协议 {number} 尚未由双方签署，不能据此办理。', 'Agreement {number} is not signed by both sides; nothing can be done under it.'),
  'unknown-peer':         row('LQ-0405', 403, '未知节点', 'Unknown node', '节点 {peer} 不在通讯录中或证书已失效，请系统管理员核对通讯录。', 'Node {peer} is not in the directory or its entry has expired; ask the system administrator to check.'),
  'station-not-granted':  row('LQ-0406', 403, '窗口不在授权范围', 'Station not granted', '本站点不在授权范围内，请到 {stations} 办理。', 'This station is not covered by the grant; use {stations}.'),
  'message-invalid':      row('LQ-0501', 400, '报文无效', 'Invalid message', '报文校验不通过：{reason}。', 'The message does not verify: {reason}.'),
  'message-conflict':     row('LQ-0502', 409, '报文编号冲突', 'Message id used twice', '报文编号 {id} 已用于不同内容，已告警。', 'Message id {id} was used for other content; an alarm was raised.'),
  'message-early':        row('LQ-0503', 425, '前序报文未到', 'An earlier message is missing', '前序内容尚未收到，请稍后重发。', 'Earlier content has not arrived; send again later.'),
  'peer-unreachable':     row('LQ-0504', 502, '对方系统暂不可达', 'The other side cannot be reached', '{peer}的系统暂时联系不上，内容已保存并将自动补发；您可以继续办理其他事项。', 'The system of {peer} cannot be reached for now; the message is kept and sent again by itself. You can go on with other work.'),
  'query-timeout':        row('LQ-0505', 504, '查询超时', 'The query took too long', '{peer}未在 {seconds} 秒内答复；可重试，或改用核验函、书面承诺、扫描件。', '{peer} did not answer within {seconds} s; try again, or use a verification letter, a declaration or a scan.'),
  'quota-exceeded':       row('LQ-0506', 429, '超过协议限额', 'Quota exceeded', '今日对“{resource}”的调用已达协议限额 {quota} 次。', 'Today’s quota of {quota} calls for “{resource}” is used up.'),
  'item-not-found':       row('LQ-0601', 404, '没有此事项', 'No such item', '没有找到此事项，可换一个说法或用拼音首字母搜索。', 'No such item; try other words or pinyin initials.'),
  'import-refused':       row('LQ-0602', 422, '导入未通过', 'Import refused', '有 {count} 行不能导入，请按报告逐行更正后重新导入；没有任何一行被写入。', '{count} row(s) cannot be imported; correct them by the report and import again. Nothing was written.'),
  'version-frozen':       row('LQ-0603', 409, '已发布版本不可修改', 'Published versions are frozen', '该版本已发布，不能修改；请另起新版本。', 'This version is published and frozen; begin a new one.'),
  'sheet-unreadable':     row('LQ-0604', 422, '表格无法读取', 'The sheet cannot be read', '无法读取该表格：{reason}。请另存为 CSV（UTF-8）或 XLSX 后重试。', 'The sheet cannot be read: {reason}. Save it as CSV (UTF-8) or XLSX and try again.'),
  'notice-gap':           row('LQ-0605', 422, '与已公布日历不相接', 'A gap in the calendar', '该通知（{from} 至 {to}）与已公布的日历（{known}）之间有空缺，请先导入中间年份的通知。', 'This notice ({from} to {to}) leaves a gap after what is announced ({known}); import the notices between first.'),
  'consent-needed':       row('LQ-0701', 403, '需本人同意', 'The person must agree', '调取“{resource}”须由申请人本人明确同意，请先请其确认。', 'Pulling “{resource}” needs the applicant’s explicit request; ask for it first.'),
  'purpose-not-allowed':  row('LQ-0702', 403, '用途不符', 'Purpose not allowed', '协议不允许以“{purpose}”为由使用“{resource}”。', 'The agreement does not allow “{resource}” for the purpose “{purpose}”.'),
  'no-data-found':        row('LQ-0703', 404, '未查到数据', 'Nothing found', '在{provider}未查到相关数据；请申请人提供材料，或发核验函。', '{provider} holds no such data; take the paper or send a verification letter.'),
  'preview-expired':      row('LQ-0704', 409, '预览已失效', 'The preview has expired', '预览已超过 {minutes} 分钟，请重新调取。', 'The preview is older than {minutes} minutes; pull again.'),
  'certificate-not-found':row('LQ-0801', 404, '没有此证照', 'No such certificate', '没有找到此证照，请核对查验码。', 'No such certificate; check the verification code.'),
  'queue-empty':          row('LQ-0901', 404, '暂无排队', 'Nobody is waiting', '目前没有人排队。', 'Nobody is waiting.'),
  'ticket-not-found':     row('LQ-0902', 404, '没有此号', 'No such ticket', '没有找到此号，请重新取号。', 'No such ticket; take a new one.'),
  'rating-once':          row('LQ-0903', 409, '已评价', 'Already rated', '此次办理已评价过，感谢您的参与。', 'This service was rated already; thank you.'),
  'rating-not-yet':       row('LQ-0904', 409, '尚不能评价', 'Not yet', '办结后方可评价。', 'It can be rated once it is done.'),
  'file-unreadable':      row('LQ-0905', 422, '文件无法使用', 'The file cannot be used', '文件“{name}”不是可用的图片或 PDF（{reason}），请重新拍摄或扫描。', 'File “{name}” is not a usable picture or PDF ({reason}); photograph or scan it again.'),
  'port-taken':           row('LQ-1001', 500, '端口被占用', 'Port taken', '端口 {port} 已被占用，请关闭占用的程序，或用 --port-base 换一组端口。', 'Port {port} is in use; stop the program that holds it, or choose others with --port-base.'),
  'disk-full':            row('LQ-1002', 507, '磁盘已满', 'Disk full', '磁盘已满，请清理 {path} 所在磁盘后重新启动。', 'The disk is full; free space where {path} lies and start again.'),
  'no-right':             row('LQ-1003', 500, '没有权限', 'Missing right', '没有权限读写 {path}，请更换数据目录（LIANQIAO_HOME）或调整权限。', 'No right to read or write {path}; choose another LIANQIAO_HOME or change its rights.'),
  'database-unreachable': row('LQ-1004', 503, '数据库不可用', 'Database unavailable', '数据库暂时不可用，请稍后重试；内容未丢失。', 'The database is not available for now; try again shortly. Nothing was lost.'),
  'bad-config':           row('LQ-1005', 500, '配置有误', 'Wrong configuration', '配置项 {name} 有误：{reason}。', 'Setting {name} is wrong: {reason}.'),
} satisfies Record<string, Row>
