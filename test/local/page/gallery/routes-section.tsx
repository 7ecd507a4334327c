import { Button, ButtonGroup, Stack, Text } from '@forge/react';
import { Route, Router, useLocation, useNavigate, useParams } from '@forge/react/router';

const Buttons = () => {
  const navigate = useNavigate();
  return (
    <ButtonGroup label="Routes">
      <Button onClick={() => navigate('/areas/fa-7?tab=1')}>To fa-7</Button>
      <Button onClick={() => navigate('/', { replace: true })}>Home</Button>
      <Button onClick={() => navigate(-1)}>Back</Button>
    </ButtonGroup>
  );
};

const Area = () => {
  const { id } = useParams();
  const { search } = useLocation();
  return (
    <Text>
      Focus area {id} {search}
    </Text>
  );
};

/** The Router of UI Kit, over the history that the local site gives. */
export const RoutesSection = () => (
  <Router>
    <Stack space="space.100">
      <Buttons />
      <Route path="/areas/:id">
        <Area />
      </Route>
      <Route path="*">
        <Text>At home</Text>
      </Route>
    </Stack>
  </Router>
);
