/** The overview of a corpus: one aggregate a plot, so that other questions to the index come between them. */
import type { ProjectIndex } from '../../project/lookup';
import { surveyed } from './documents';
import { actorSurvey, stanceSurvey, tagSurvey } from './matrices';
import { timelineSurvey } from './timeline';
import type { Survey, SurveyDocument, SurveyPlot, SurveyRequest } from './types';

export { surveyCell } from './cell';
export { surveyed } from './documents';

/** Linear in the documents, their mentions, dates and passages. */
export function survey(plot: SurveyPlot, all: readonly SurveyDocument[], project: ProjectIndex, request: SurveyRequest): Survey {
  const given = surveyed(all);
  switch (plot) {
    case 'timeline':
      return timelineSurvey(given, project, request);
    case 'stance':
      return stanceSurvey(given, project, request);
    case 'actors':
      return actorSurvey(given, project, request);
    case 'tags':
      return tagSurvey(given, project, request);
    default:
      return plot satisfies never;
  }
}
