package mapkeys

import "time"

//ws:channel
type Stats struct {
	ServerToClient Table
}

type Table struct {
	A map[float64]int // want:2 `^channel Stats: Table.A: float64 cannot be the key of a JSON object; use a string, an integer`
	B map[time.Time]int // want:2 `time.Time cannot be the key`
	C map[Point]int // want:2 `Point cannot be the key`
	D map[Code]int // want:2 `Code cannot be the key of a JSON object, because of its method MarshalJSON`
	E map[*string]int // want:2 `\*string cannot be the key`
	F map[any]int // want:2 `any cannot be the key`
	G map[Level]int
}

type Point struct{ X, Y int }

type Level uint8

type Code string

func (c Code) MarshalJSON() ([]byte, error) { return nil, nil }

func (c *Code) UnmarshalJSON([]byte) error { return nil }
