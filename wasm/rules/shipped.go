//go:build !extension

package rules

import _ "embed"

//go:generate go run ./book/gen baseline.json
//go:generate go run ./book/gen/schema book/schema

//go:embed baseline.json
var baseline string

func shipped() string { return baseline }
