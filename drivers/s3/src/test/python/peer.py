"""A client of S3 that has nothing of ours: boto3. It reads, lists and writes the objects of a store.

usage: peer.py ENDPOINT ACCESS_KEY SECRET_KEY COMMAND BUCKET [KEY [FILE]]
"""

import hashlib
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

endpoint, access_key, secret_key, command, bucket, *rest = sys.argv[1:]
s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    aws_access_key_id=access_key,
    aws_secret_access_key=secret_key,
    region_name="us-east-1",
    # The proxy of the environment does not know this machine.
    config=Config(s3={"addressing_style": "path"}, proxies={}, retries={"max_attempts": 1}),
)

if command == "get":
    found = s3.get_object(Bucket=bucket, Key=rest[0])
    # Names of headers have no case.
    metadata = {name.lower(): value for name, value in found["Metadata"].items()}
    print(hashlib.sha256(found["Body"].read()).hexdigest(), metadata.get("xoo-sig"))
elif command == "put":
    parts = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20)
    s3.upload_file(rest[1], bucket, rest[0], Config=parts)
elif command == "list":
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for each in page.get("Contents", []):
            print(each["Key"], each["Size"])
elif command == "uploads":
    for each in s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []):
        print(each["Key"])
elif command == "begin":
    upload = s3.create_multipart_upload(Bucket=bucket, Key=rest[0])["UploadId"]
    s3.upload_part(Bucket=bucket, Key=rest[0], UploadId=upload, PartNumber=1, Body=b"some")
else:
    sys.exit("no such command: " + command)
