/** What an action says while it runs. Views (src/ui) draw it; nothing flows back. */
export type ProgressEvent =
  | {
      readonly type: 'phase-start';
      readonly phase: string;
      readonly title: string;
      readonly hosts: readonly string[];
    }
  | {
      readonly type: 'phase-end';
      readonly phase: string;
      readonly outcome: 'done' | 'failed' | 'skipped';
      readonly reason?: string;
    }
  | { readonly type: 'host-start'; readonly phase: string; readonly host: string; readonly steps: number }
  | { readonly type: 'step-start'; readonly phase: string; readonly host: string; readonly step: string }
  | {
      readonly type: 'step-end';
      readonly phase: string;
      readonly host: string;
      readonly step: string;
      readonly outcome: 'done' | 'skip' | 'fail';
    }
  | {
      readonly type: 'output';
      readonly phase: string;
      readonly host: string;
      readonly step?: string;
      readonly line: string;
    }
  | {
      readonly type: 'host-end';
      readonly phase: string;
      readonly host: string;
      readonly outcome: 'done' | 'failed';
      readonly reason?: string;
    }
  | {
      readonly type: 'note';
      readonly level: 'info' | 'warning';
      readonly host?: string;
      readonly message: string;
    };

export type Progress = (event: ProgressEvent) => void;
