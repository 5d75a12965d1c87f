package rest

import (
	"context"

	"homstyle.dev/planner/shared/pricing"
	"homstyle.dev/planner/shared/room"
)

// usedDays is how far back use is told where nobody asks for more, and at most.
const usedDays, mostDays = 30, 400

type useShape struct {
	Day         room.Day `json:"day"`
	USD         float64  `json:"usd"`
	Invocations int64    `json:"invocations"`
	Millis      int64    `json:"millis"`
	In          int64    `json:"messagesIn"`
	Out         int64    `json:"messagesOut"`
	Minutes     int64    `json:"minutes"`
	Bytes       int64    `json:"bytesOut"`
	Reads       float64  `json:"readUnits"`
	Writes      float64  `json:"writeUnits"`
}

// use is what the room took of AWS, by day, in units and money (US4).
func (d Deps) use(ctx context.Context, c *call) (any, error) {
	days, err := c.number("days", usedDays, 1, mostDays)
	if err != nil {
		return nil, err
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	prices, err := pricing.Prices()
	if err != nil {
		return nil, err
	}
	today := d.now()
	uses, err := d.Table.Uses(ctx, c.room, room.DayOf(today.AddDate(0, 0, 1-int(days))), room.DayOf(today))
	if err != nil {
		return nil, err
	}
	list, sum := []useShape{}, 0.0
	for _, u := range uses {
		usd := prices.UsageBill(u.Use).Total()
		sum += usd
		list = append(list, useShape{u.Day, usd, u.Invocations, u.Millis, u.In, u.Out, u.Minutes, u.Bytes, u.Reads, u.Writes})
	}
	return struct {
		Days   []useShape `json:"days"`
		USD    float64    `json:"usd"`
		Prices string     `json:"prices"` // their date
	}{list, sum, prices.Date}, nil
}
