import { PROBLEMS } from '../../src/api-routes/problems';
import { SEARCHED } from '../../src/api-routes/query';
import { ROUTES } from '../../src/api-routes/routes';
import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import { projectFile } from './project-files';

const rowsAfter = (text: string, heading: string): readonly (readonly string[])[] => {
  const section = text.slice(text.indexOf(heading)).split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', ''))
        .slice(1, -1),
    );
};

const manual = projectFile('docs/rest-api.md');

describe('docs/rest-api.md', () => {
  test('names every route with its scope, and no other', () => {
    const rows = rowsAfter(manual, '# REST API').map(([route, scope]) => `${route} ${scope}`);
    expect(rows).toEqual(ROUTES.map((route) => `${route.operation} ${route.path.replaceAll('*', '{id}')} ${route.scope}`));
  });

  test('names every field of a focus area with its shape, personal ones marked, and no other', () => {
    const rows = rowsAfter(manual, '## Fields of a focus area').map(([name, shape, remarks]) => ({
      name,
      shape,
      personal: remarks?.startsWith('personal') ?? false,
    }));
    expect(rows).toEqual(CATALOGUE.focusArea.fields.map(({ name, shape, personal }) => ({ name, shape, personal })));
  });

  test('names every parameter that looks for something with the field that it needs, and no other', () => {
    const rows = rowsAfter(manual, '## Looking for some').map(([parameter, field]) => [parameter, field]);
    expect(Object.fromEntries(rows)).toEqual(SEARCHED);
  });

  test('names every refusal with its status, and no other', () => {
    const rows = rowsAfter(manual, '## Refusals').map(([code, status]) => ({ code, status }));
    expect(rows).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => ({ code, status: String(status) })));
  });
});
