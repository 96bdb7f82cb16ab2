"""Where people sign in: at a provider of their own, or at a user pool that the stack makes."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from functions.desk import groups
from functions.desk.session import Provider
from infra import template as source
from infra.local import clients, home, run
from infra.local.emulator import REGION
from infra.local.resolve import Identity, Resolver
from shared.domain.brand import Role
from tests.template.reading import Template, of_type

URL = "https://desk.example"
POOL = "eu-west-1_Example"
OWN = {"OidcIssuer": "https://id.example", "OidcClientId": "our-client", "DeskUrl": URL}
COGNITO = "AWS::Cognito::"


@pytest.fixture(scope="module")
def template() -> Template:
    return source.load()


def resolver(template: Template, **parameters: str) -> Resolver:
    """Values with these parameters; the user pool's identities are made up."""
    made = {"UserPool": Identity(POOL), "UserPoolClient": Identity("pool-client", {"ClientSecret": "drawn"})}
    return Resolver(template, "heed", parameters, lambda name: made.get(name, Identity(f"the-{name}")))


def desk(template: Template, **parameters: str) -> dict[str, Any]:
    """The desk's variables about sign-in, and its secret as it is first."""
    values = resolver(template, **parameters)
    properties = template["Resources"]["Desk"]["Properties"]
    variables = {name: values.value(value) for name, value in properties["Environment"]["Variables"].items()}
    secret = values.value(template["Resources"]["DeskSecret"]["Properties"]["SecretString"])
    return {**{name: variables[name] for name in variables if name.startswith("OIDC")}, "secret": json.loads(secret)}


def test_without_a_provider_the_desk_signs_in_at_a_user_pool_of_the_stack(template: Template) -> None:
    assert desk(template, DeskUrl=URL) == {
        "OIDC_ISSUER": f"https://cognito-idp.{REGION}.amazonaws.com/{POOL}",
        "OIDC_CLIENT_ID": "pool-client",
        "OIDC_GROUPS_CLAIM": "cognito:groups",
        "secret": {"client_secret": "drawn"},
    }
    assert resolver(template, DeskUrl=URL).holds("MakesUserPool")


def test_with_a_provider_of_ones_own_no_pool_is_made_and_groups_give_no_role_unless_asked(template: Template) -> None:
    own = {"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "our-client", "secret": {}}
    assert desk(template, **OWN) == {**own, "OIDC_GROUPS_CLAIM": ""}
    assert desk(template, **OWN, OidcGroupsClaim="groups")["OIDC_GROUPS_CLAIM"] == "groups"
    assert not resolver(template, **OWN).holds("MakesUserPool")


def test_the_local_run_makes_no_pool(template: Template) -> None:
    assert not resolver(template, **run.parameters(home.read())).holds("MakesUserPool")


def test_whatever_is_of_the_pool_is_made_only_without_a_provider(template: Template) -> None:
    of_pool = {name: one for name, one in template["Resources"].items() if one["Type"].startswith(COGNITO)}
    assert len(of_pool) == 4
    assert {one.get("Condition") for one in of_pool.values()} == {"MakesUserPool"}


def test_the_pool_lets_nobody_sign_up_and_its_client_does_what_the_desk_asks(template: Template) -> None:
    (pool,) = of_type(template, f"{COGNITO}UserPool").values()
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert template["Resources"]["UserPool"]["DeletionPolicy"] == "Retain"
    (client,) = of_type(template, f"{COGNITO}UserPoolClient").values()
    wanted = Provider(
        issuer="https://id.example", client_id="c", desk_url=URL, secret=dict, session=None, new_token=str
    )
    assert resolver(template, DeskUrl=URL).value(client["CallbackURLs"]) == [wanted.callback]
    assert client["AllowedOAuthFlows"] == ["code"]
    assert {"openid", "email", "profile"} <= set(client["AllowedOAuthScopes"])
    assert client["GenerateSecret"] is True


def test_the_group_that_the_stack_makes_is_one_that_the_desk_knows(template: Template) -> None:
    (group,) = of_type(template, f"{COGNITO}UserPoolGroup").values()
    assert groups.roles_of({"cognito:groups": [group["GroupName"]]}, "cognito:groups") == {"*": Role.ADMIN}


def test_a_provider_without_its_client_is_refused_before_anything_is_made(template: Template) -> None:
    (rule,) = template["Rules"].values()
    values = resolver(template, **{**OWN, "OidcClientId": ""})
    assert values._truth(rule["RuleCondition"])
    assert not values._truth(rule["Assertions"][0]["Assert"])
    assert resolver(template, **OWN)._truth(rule["Assertions"][0]["Assert"])


# ------------------------------------------------------------------ made by CloudFormation, as the emulator plays it


@pytest.fixture
def formation(emulator_url: str, template: Template) -> Iterator[Callable[..., dict[str, str]]]:
    """Deploys what is about sign-in, and gives the outputs: what the desk's variables would be."""
    client = clients.of(emulator_url)("cloudformation")
    resources = template["Resources"].items()
    wanted = {name: one for name, one in resources if one["Type"].startswith(COGNITO) or name == "DeskSecret"}
    variables = template["Resources"]["Desk"]["Properties"]["Environment"]["Variables"]
    outputs = {name.replace("_", ""): {"Value": variables[name]} for name in variables if name.startswith("OIDC")}
    outputs["Secret"] = {"Value": {"Ref": "DeskSecret"}}
    parts = {name: template[name] for name in ("AWSTemplateFormatVersion", "Parameters", "Conditions", "Rules")}
    stack = f"sign-in-{uuid4().hex[:8]}"

    def deploy(**parameters: str) -> dict[str, str]:
        given = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
        body = json.dumps({**parts, "Resources": wanted, "Outputs": outputs})
        client.create_stack(StackName=stack, TemplateBody=body, Parameters=given)
        client.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
        (made,) = client.describe_stacks(StackName=stack)["Stacks"]
        return {output["OutputKey"]: output["OutputValue"] for output in made["Outputs"]}

    yield deploy
    client.delete_stack(StackName=stack)


def test_the_pools_own_secret_is_what_the_desk_signs_in_with(
    emulator_url: str, formation: Callable[..., dict[str, str]]
) -> None:
    made = formation(DeskUrl=URL)
    pools, secrets = clients.of(emulator_url)("cognito-idp"), clients.of(emulator_url)("secretsmanager")
    pool = made["OIDCISSUER"].rpartition("/")[2]
    named = {"UserPoolId": pool, "ClientId": made["OIDCCLIENTID"]}
    client = pools.describe_user_pool_client(**named)["UserPoolClient"]
    assert client["ClientSecret"]
    secret = secrets.get_secret_value(SecretId=made["Secret"])["SecretString"]
    assert json.loads(secret) == {"client_secret": client["ClientSecret"]}
    assert client["CallbackURLs"] == [f"{URL}/sign-in/callback"]
    described = pools.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert re.fullmatch(r"heed-[0-9a-f-]{36}", described["Domain"])
    assert described["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert [group["GroupName"] for group in pools.list_groups(UserPoolId=pool)["Groups"]] == ["heed-admin"]


def test_with_a_provider_of_ones_own_only_the_empty_secret_is_made(
    emulator_url: str, formation: Callable[..., dict[str, str]]
) -> None:
    made = formation(**OWN)
    assert (made["OIDCISSUER"], made["OIDCCLIENTID"]) == ("https://id.example", "our-client")
    secrets = clients.of(emulator_url)("secretsmanager")
    assert secrets.get_secret_value(SecretId=made["Secret"])["SecretString"] == "{}"
