import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';

// Atlaskit asks for feature gates while its packages load; without a resolver each question is a warning.
setBooleanFeatureFlagResolver(() => false);
