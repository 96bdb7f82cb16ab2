"""Two small functions for a template of two: a door that stores, and a follower of the table's stream."""

import os

import boto3

followed: list[str] = []


def door(event, _context):
    name = event["pathParameters"]["name"]
    boto3.client("dynamodb").put_item(TableName=os.environ["THINGS_TABLE"], Item={"pk": {"S": name}})
    print('{"event": "stored"}')
    return {"statusCode": 200, "body": "stored"}


def follower(event, _context):
    followed.extend(record["dynamodb"]["Keys"]["pk"]["S"] for record in event["Records"])
