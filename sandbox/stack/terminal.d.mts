/** Styles of `util.styleText` that the stack uses. */
type Format = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow'

/** Shows progress to a person. */
export interface Terminal {
  /** Writes a line. */
  line(text?: string): void
  /** Runs one step and shows it with a tick and its time; `remark` adds a few words behind the time. */
  step<Result>(
    title: string,
    work: (remark: (text: string) => void) => Result | Promise<Result>,
  ): Promise<Result>
  /** A frame around rows of a name and what it stands for; a row with an empty name is a note. */
  box(title: string, rows: (readonly [name: string, text: string])[]): void
  /** Colors a text where the stream shows colors and NO_COLOR is not set. */
  paint(format: Format, text: string): string
}

export function createTerminal(stream: NodeJS.WriteStream): Terminal
