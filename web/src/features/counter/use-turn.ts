import { useState } from 'react'

/** Another number for each next visit. What is asked before anybody has come is asked for him who comes: his is the same. */
export function useTurn(visit: string | undefined): number {
  const [turn, setTurn] = useState({ visit, number: 0 })
  if (turn.visit !== visit)
    setTurn({ visit, number: turn.visit === undefined ? turn.number : turn.number + 1 })
  return turn.number
}
