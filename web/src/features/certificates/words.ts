import { defineWords } from '../../lib/i18n.ts'

export const certificateWords = defineWords('certificates', {
  zh: {
    title: '证照查验',
    lead: '输入证照上的查验码，或扫描二维码，即知现在是否有效；无需登录。',
    code: '查验码（16 位）',
    codeIs: '查验码',
    go: '查验',
    scan: '扫描二维码',
    scanNothing: '图片中没有找到本系统的证照二维码，请对准后重拍，或手工输入查验码。',
    wrong: '查验码是 16 位字母和数字，形如 7K3M-9QWX-2B4C-6D8E，请对照证照核对。',
    checking: '正在向签发机关的登记簿查验',
    valid: '有效',
    validText: '此证照由下列机关签发，目前有效。请核对持证人与证照是否一致。',
    revoked: '已作废',
    revokedText: '签发机关已作废此证照，不得再作为凭证使用。',
    suspended: '已暂停使用',
    suspendedText: '签发机关已暂停此证照的使用，恢复之前不得作为凭证使用。',
    expired: '已过有效期',
    expiredText: '此证照确由下列机关签发，但有效期已过。请持证人向签发机关办理签注或者换领。',
    unknown: '查无此证',
    unknownText:
      '本系统没有与此查验码相符的证照。请对照证照再输一次；证照由外地签发的，请扫描其二维码，到其查验页查验。',
    checkedAt: '查验时间 {{time}}，以此刻签发机关登记为准',
    type: '证照',
    holder: '持证人',
    issuer: '签发机关',
    issuedOn: '签发日期',
    validUntil: '有效期至',
    noEnd: '长期',
    privacy: '为保护持证人，姓名只显示首尾；每次查验均有记录，不显示查验人身份。',
    again: '再查一个',
  },
  en: {
    title: 'Verify a certificate',
    lead: 'Enter the verification code on the certificate, or scan its QR code, to see whether it is valid now. No sign-in needed.',
    code: 'Verification code (16 characters)',
    codeIs: 'Verification code',
    go: 'Verify',
    scan: 'Scan the QR code',
    scanNothing:
      'No certificate code of this system was found in the picture; hold it steady and try again, or type the code.',
    wrong:
      'A verification code has 16 letters and digits, like 7K3M-9QWX-2B4C-6D8E; compare it with the certificate.',
    checking: 'Asking the register of the issuing office',
    valid: 'Valid',
    validText:
      'This certificate was issued by the office below and is valid now. Check that the holder matches.',
    revoked: 'Revoked',
    revokedText: 'The issuing office has revoked this certificate; it must no longer be used as proof.',
    suspended: 'Suspended',
    suspendedText:
      'The issuing office has suspended this certificate; it must not be used until it is restored.',
    expired: 'Expired',
    expiredText:
      'This certificate was issued by the office below but has expired. The holder can have it endorsed or renewed there.',
    unknown: 'Not found',
    unknownText:
      'No certificate here matches this code. Check it and try again; if it was issued elsewhere, scan its QR code to reach that office’s page.',
    checkedAt: 'Checked {{time}} against the issuing office’s register',
    type: 'Certificate',
    holder: 'Holder',
    issuer: 'Issued by',
    issuedOn: 'Issued on',
    validUntil: 'Valid until',
    noEnd: 'no expiry',
    privacy:
      'To protect the holder, only the first and last characters of the name are shown. Every check is recorded, without who made it.',
    again: 'Verify another',
  },
})
