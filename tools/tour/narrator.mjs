// Prints each request and its answer, and keeps count of what was not as told.

const COLOURS = process.stdout.isTTY
  ? { dim: '\u001b[2m', bad: '\u001b[31m', good: '\u001b[32m', off: '\u001b[0m' }
  : { dim: '', bad: '', good: '', off: '' };

const short = (text) => (text.length <= 600 ? text : `${text.slice(0, 600)}… (${text.length} characters)`);

export const openNarrator = () => {
  let failures = 0;
  let checks = 0;
  return {
    chapter: (title) => console.log(`\n# ${title}`),
    say: (line) => console.log(`  ${line}`),
    request: (line) => console.log(`${COLOURS.dim}  > ${line}${COLOURS.off}`),
    answer: (status, body) => console.log(`${COLOURS.dim}  < ${status} ${short(body)}${COLOURS.off}`),
    /** Says what should be, and whether it is. */
    check: (what, holds) => {
      checks += 1;
      if (!holds) failures += 1;
      console.log(holds ? `  ${COLOURS.good}as told${COLOURS.off}  ${what}` : `  ${COLOURS.bad}NOT AS TOLD${COLOURS.off}  ${what}`);
    },
    summary: () => ({ checks, failures }),
  };
};
