import ForgeReconciler from '@forge/react';
import { Gallery } from './gallery';

ForgeReconciler.render(<Gallery />);
