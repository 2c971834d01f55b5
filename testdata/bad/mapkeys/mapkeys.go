package mapkeys

import "time"

//ws:channel
type Stats struct {
	ServerToClient Table
}

type Table struct {
	A map[float64]int // want `^channel Stats: Table.A: float64 cannot be the key of a JSON object; use a string, an integer`
	B map[time.Time]int // want `time.Time cannot be the key`
	C map[Point]int // want `Point cannot be the key`
	D map[Code]int // want `Code cannot be the key of a JSON object, because of its method MarshalJSON`
	E map[*string]int // want `\*string cannot be the key`
	F map[any]int // want `any cannot be the key`
	G map[Level]int
}

type Point struct{ X, Y int }

type Level uint8

type Code string

func (c Code) MarshalJSON() ([]byte, error) { return nil, nil }

func (c *Code) UnmarshalJSON([]byte) error { return nil }
