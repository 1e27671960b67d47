# A configuration in the style of a widely used module: everything is for_each over maps.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

provider "aws" {
  region                      = var.region
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_sqs_queue" "dead_letters" {
  name = "orders-dlq"
}

module "hub" {
  source          = "./hub"
  bus_name        = "orders"
  dead_letter_arn = aws_sqs_queue.dead_letters.arn
  rules = {
    placed   = { pattern = { source = ["myapp.orders"], detail-type = ["Order Placed"] }, enabled = true }
    refunded = { pattern = { source = ["myapp.refunds"] }, enabled = false }
  }
  targets = {
    crm     = { rule = "placed", destination = "crm" }
    archive = { rule = "placed", arn = "arn:aws:sqs:eu-west-1:111122223333:archive" }
  }
  destinations = {
    crm = { endpoint = "https://crm.example.com/orders", rate = 20 }
  }
}

resource "aws_cloudwatch_event_permission" "partner" {
  event_bus_name = module.hub.bus_name
  principal      = "444455556666"
  statement_id   = "Partner"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_event_rule" "uploads" {
  name          = "uploads"
  event_pattern = jsonencode({ source = ["aws.s3"], detail = { template = ["$${name}"] } })
}

resource "aws_cloudwatch_event_target" "uploads" {
  rule       = "uploads"
  arn        = "arn:aws:lambda:eu-west-1:111122223333:function:thumbnails"
  input_path = "$.detail"
  depends_on = [aws_cloudwatch_event_rule.uploads]
}

resource "aws_cloudwatch_event_target" "late" {
  rule       = "uploads"
  arn        = "arn:aws:lambda:eu-west-1:111122223333:function:late"
  input      = jsonencode({ queue = aws_sqs_queue.dead_letters.arn })
  depends_on = [aws_cloudwatch_event_rule.uploads]
}

resource "aws_cloudwatch_event_endpoint" "global" {
  name = "global"
  event_bus {
    event_bus_arn = "arn:aws:events:eu-west-1:111122223333:event-bus/orders"
  }
  event_bus {
    event_bus_arn = "arn:aws:events:eu-central-1:111122223333:event-bus/orders"
  }
  replication_config {
    state = "DISABLED"
  }
  routing_config {
    failover_config {
      primary { health_check = "arn:aws:route53:::healthcheck/a" }
      secondary { route = "eu-central-1" }
    }
  }
}
