variable "bus_name" { type = string }
variable "dead_letter_arn" { type = string }
variable "rules" { type = any }
variable "targets" { type = any }
variable "destinations" { type = any }

resource "aws_cloudwatch_event_bus" "this" {
  count = 1
  name  = var.bus_name
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each       = var.rules
  name           = "${each.key}-rule"
  event_bus_name = aws_cloudwatch_event_bus.this[0].name
  event_pattern  = jsonencode(each.value.pattern)
  state          = each.value.enabled ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_connection" "this" {
  for_each           = var.destinations
  name               = "${each.key}-connection"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "X-Api-Key"
      value = "not-to-be-seen"
    }
    invocation_http_parameters {
      header {
        key   = "X-Tenant"
        value = "acme"
      }
      query_string {
        key             = "token"
        value           = "not-to-be-seen-either"
        is_value_secret = true
      }
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "this" {
  for_each                         = var.destinations
  name                             = "${each.key}-destination"
  invocation_endpoint              = each.value.endpoint
  http_method                      = "POST"
  invocation_rate_limit_per_second = each.value.rate
  connection_arn                   = aws_cloudwatch_event_connection.this[each.key].arn
}

resource "aws_cloudwatch_event_target" "this" {
  for_each       = var.targets
  target_id      = each.key
  event_bus_name = aws_cloudwatch_event_bus.this[0].name
  rule           = "${each.value.rule}-rule"
  arn            = try(aws_cloudwatch_event_api_destination.this[each.value.destination].arn, each.value.arn)
  input_transformer {
    input_paths    = { id = "$.detail.id" }
    input_template = "{\"order\": <id>}"
  }
  dead_letter_config {
    arn = var.dead_letter_arn
  }
  depends_on = [aws_cloudwatch_event_rule.this]
}

output "bus_name" {
  value = aws_cloudwatch_event_bus.this[0].name
}
