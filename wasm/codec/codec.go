//go:build !js

package codec

import "encoding/json"

// Unmarshal reads JSON into a value.
func Unmarshal(text string, into any) error { return json.Unmarshal([]byte(text), into) }

// Marshal writes a value as JSON.
func Marshal(v any) (string, error) {
	text, err := json.Marshal(v)
	return string(text), err
}
