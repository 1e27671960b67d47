terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "secret" {
  default   = "something"
  sensitive = true
}
resource "aws_kms_key" "k" { enable_key_rotation = true }
resource "aws_cloudwatch_event_bus" "b" {
  name               = "orders"
  kms_key_identifier = aws_kms_key.k.arn
}
resource "aws_cloudwatch_event_bus_policy" "p" {
  event_bus_name = aws_cloudwatch_event_bus.b.name
  policy         = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "All", Effect = "Allow", Principal = "*", Action = "events:*", Resource = "arn:aws:events:eu-central-1:200000000001:event-bus/orders" }] })
}
resource "aws_sqs_queue" "q" {
  name              = "q"
  kms_master_key_id = aws_kms_key.k.id
}
resource "aws_sqs_queue" "open" {
  name                    = "open"
  sqs_managed_sse_enabled = false
}
resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.q.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = aws_sqs_queue.q.arn }] })
}
resource "aws_cloudwatch_event_rule" "r" {
  name           = "r"
  event_bus_name = aws_cloudwatch_event_bus.b.name
  event_pattern  = jsonencode({ source = ["a"] })
}
resource "aws_cloudwatch_event_target" "t" {
  rule           = aws_cloudwatch_event_rule.r.name
  event_bus_name = aws_cloudwatch_event_bus.b.name
  arn            = aws_sqs_queue.open.arn
  dead_letter_config { arn = aws_sqs_queue.q.arn }
}
resource "aws_cloudwatch_event_connection" "c" {
  name               = "c"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "X"
      value = var.secret
    }
  }
}
resource "aws_s3_bucket" "s" { bucket = "acme-state-x" }
resource "aws_s3_bucket_versioning" "s" {
  bucket = aws_s3_bucket.s.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_cloudwatch_log_group" "l" { name = "l" }
