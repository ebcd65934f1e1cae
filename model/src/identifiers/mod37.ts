/**
 * ISO/IEC 7064 MOD 37,36 (GB/T 17710-2008): the hybrid system with one alphanumeric check character. It catches every
 * single wrong character and nearly every swap of neighbours; electronic licences (GB/T 36904) and our record ids use it.
 */

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const M = alphabet.length

/** The check character for a body of digits and capital letters. Throws `RangeError` for any other character. */
export function mod37(body: string): string {
  let product = M
  for (const character of body) {
    const value = alphabet.indexOf(character)
    if (value < 0) throw new RangeError('MOD 37,36 takes digits and capital letters only')
    product = (((product + value) % M || M) * 2) % (M + 1)
  }
  return alphabet.charAt((M + 1 - product) % M)
}

/** Whether the last character is the check character of those before it. */
export function verifyMod37(text: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(text) && mod37(text.slice(0, -1)) === text.slice(-1)
}
