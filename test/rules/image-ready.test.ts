import { imageReady } from '../../lib/rules/image-ready';
import { testRule } from './rule-tester';
import { together } from './together';
import { PUBLIC_IMAGES } from './image-ready/public-images';
import { RECORDED_IMAGES } from './image-ready/recorded-images';
import { PROVEN_IMAGES } from './image-ready/proven-images';
import { TESTED_RECIPES } from './image-ready/tested-recipes';
import { ENA_DRIVERS } from './image-ready/ena-drivers';
import { BUILT_IMAGES } from './image-ready/built-images';
import { SERVICE_IMAGES } from './image-ready/service-images';
import { OPEN_IMAGES } from './image-ready/open-images';
import { RETIRED_IMAGES } from './image-ready/retired-images';

// The first case of each message goes through the other doors.
testRule(
  imageReady,
  together(
    PROVEN_IMAGES,
    TESTED_RECIPES,
    ENA_DRIVERS,
    RECORDED_IMAGES,
    PUBLIC_IMAGES,
    BUILT_IMAGES,
    SERVICE_IMAGES,
    OPEN_IMAGES,
    RETIRED_IMAGES,
  ),
);
