import type { DemoUser } from './prepare-database'

/** What a program that started the stack as its child is told once all of it runs. */
export interface StackReady {
  type: 'ready'
  demo: DemoUser[]
}

/** Tells a parent that listens (the browser tests) what a person reads from the screen. */
export function announceReady(facts: Omit<StackReady, 'type'>): void {
  process.send?.({ type: 'ready', ...facts } satisfies StackReady)
}
