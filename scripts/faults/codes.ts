/** 浦口, 和县. */
export const codes = ['320111', '340523'] as const
export type Code = (typeof codes)[number]
