import { writeFile } from 'node:fs/promises'

/** One figure of a run. `floor`: what it is held against, in the same unit; `ratio`: value ÷ floor. */
export interface Figure {
  name: string
  value: number
  unit: string
  floor: number | null
  ratio: number | null
}

/** Collects the figures of a run, telling each as it is found. */
export class Report {
  readonly #figures: Figure[] = []

  add(name: string, value: number, unit: string, floor?: number): void {
    const figure = { name, value, unit, floor: floor ?? null, ratio: floor ? value / floor : null }
    this.#figures.push(figure)
    console.log(lineOf(figure))
  }

  note(text: string): void {
    console.log(`   ${text}`)
  }

  async write(file: string): Promise<void> {
    await writeFile(file, `${JSON.stringify(this.#figures, null, 2)}\n`)
  }
}

const width = 62

export const heading = `${'measure'.padEnd(width)}${'value'.padStart(10)} ${'unit'.padEnd(6)}${'floor'.padStart(10)}${'ratio'.padStart(8)}`

function lineOf({ name, value, unit, floor, ratio }: Figure): string {
  const number = (n: number) => (n >= 100 ? n.toFixed(0) : n.toFixed(2))
  return `${name.padEnd(width)}${number(value).padStart(10)} ${unit.padEnd(6)}${(floor === null ? '' : number(floor)).padStart(10)}${(ratio === null ? '' : ratio.toFixed(2)).padStart(8)}`
}
