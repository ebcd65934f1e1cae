import type { Permission } from '@lianqiao/model/people/permissions.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import type { AnyRoute } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** What a face gives to the house: its pages, and the lines it adds to the navigation of those who may open them. */
export interface Face {
  /** Routes below `publicFrame` or `staffFrame` of `root.tsx`; their pages are loaded when they are opened. */
  routes: readonly AnyRoute[]
  links: readonly FaceLink[]
}

/** A line of the navigation, drawn for posts that hold `permission`. */
export interface FaceLink {
  to: string
  title: Words
  icon: ReactNode
  permission: Permission
}
