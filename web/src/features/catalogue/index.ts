/** Guides for other faces: the counter chooses an item, asks whether it can be done here, and compares both sides. */
export { GuideCompare } from './GuideCompare.tsx'
export { HereVerdict } from './HereVerdict.tsx'
export { ItemSearch } from './ItemSearch.tsx'
