package codec

import (
	"reflect"
	"sync"
)

// typeCache remembers fields by type. Outside the browser several goroutines
// may ask at once.
type typeCache struct {
	mu     sync.Mutex
	fields map[reflect.Type][]field
}

func (c *typeCache) get(t reflect.Type) ([]field, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fields, ok := c.fields[t]
	return fields, ok
}

func (c *typeCache) set(t reflect.Type, fields []field) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fields == nil {
		c.fields = map[reflect.Type][]field{}
	}
	c.fields[t] = fields
}
