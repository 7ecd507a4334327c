import Button from '@atlaskit/button/new';

interface Given {
  readonly title: string;
  readonly problems: readonly string[];
  readonly dismiss?: () => void;
}

/** What went wrong, in view. Tests look for `data-page-problem`. */
export const ProblemPanel = ({ title, problems, dismiss }: Given) => (
  <section className="problem-panel" role="alert" aria-label={title} data-page-problem="">
    <strong>{title}</strong>
    <ul>
      {problems.map((problem, index) => (
        <li key={`${index} ${problem}`}>{problem}</li>
      ))}
    </ul>
    {dismiss !== undefined && (
      <Button spacing="compact" onClick={() => dismiss()}>
        Dismiss
      </Button>
    )}
  </section>
);
