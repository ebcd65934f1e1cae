import type { Resident } from './intake.ts'

/** The invented people of the scenarios, as the registers of the demonstration hold them. */
export const wang: Resident = {
  username: 'wang-xiaoqiao',
  name: '王晓桥',
  idNumber: '340523199003159916',
  phone: '13800000001',
  address: '江苏省南京市浦口区桥林街道乌江社区演示路1号101室',
  scheme: 'medical',
}
export const li: Resident = {
  username: 'li-chunyan',
  name: '李春燕',
  idNumber: '340523199508229924',
  phone: '13800000002',
  address: '江苏省南京市浦口区桥林街道乌江社区演示路2号202室',
  scheme: 'medical',
}
export const zhang: Resident = {
  username: 'zhang-jiangsheng',
  name: '张江生',
  idNumber: '340523198811029939',
  phone: '13800000003',
  address: '江苏省南京市浦口区桥林街道滨江社区演示路3号303室',
  scheme: 'pension',
}

export const abdulla: Resident = {
  username: 'abdulla',
  name: '阿卜杜拉·麦麦提敏·图尔荪江',
  idNumber: '340523199309099952',
  phone: '13800000004',
  address: '江苏省南京市浦口区桥林街道滨江社区演示路5号505室',
  scheme: 'medical',
}
