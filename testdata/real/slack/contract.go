// Package slack is a contract over the types of github.com/slack-go/slack: Socket
// Mode, in which Slack sends an app its events over a WebSocket and the app
// acknowledges each.
//
// The types show what grows over years of somebody else's service: almost
// nothing is optional by its tag, lists of blocks are interfaces behind a codec, some types
// read two shapes, and there are three unions, one inside the other.
package slack

import (
	"encoding/json"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// Socket is one Socket Mode connection.
//
// ws:channel socket path=/link required=tagged
type Socket struct {
	Query struct {
		Ticket string `query:"ticket"`
		AppID  string `query:"app_id"`
	}
	ClientToServer Ack
	ServerToClient Request
}

// StrictSocket is the same, with every field required that is not tagged as
// optional. It is here to measure that rule on real messages.
//
// ws:channel socket-strict required=all
type StrictSocket struct {
	ServerToClient Request
}

// An Ack says that a request has arrived, and can answer it.
type Ack struct {
	EnvelopeID string          `json:"envelope_id" ws:"required" validate:"required"`
	Payload    json.RawMessage `json:"payload,omitempty"`
}

// A Request is what Slack sends.
//
// ws:union tag=type
type Request struct {
	Hello         *Hello                        `ws:"hello"`
	Disconnect    *Disconnect                   `ws:"disconnect"`
	EventsAPI     *Envelope[Callback]           `ws:"events_api"`
	SlashCommands *Envelope[slack.SlashCommand] `ws:"slash_commands"`
	Interactive   *Envelope[Interaction]        `ws:"interactive"`
}

// Hello is the first message of a connection.
type Hello struct {
	NumConnections int                       `json:"num_connections" ws:"required" validate:"min=1"`
	ConnectionInfo socketmode.ConnectionInfo `json:"connection_info"`
	DebugInfo      socketmode.DebugInfo      `json:"debug_info"`
}

// Disconnect says that the connection is about to end.
type Disconnect struct {
	Reason    Reason               `json:"reason" ws:"required"`
	DebugInfo socketmode.DebugInfo `json:"debug_info"`
}

// A Reason is why a connection ends.
type Reason string

// The reasons that Slack documents.
const (
	Warning          Reason = "warning"
	RefreshRequested Reason = "refresh_requested"
	LinkDisabled     Reason = "link_disabled"
)

// An Envelope carries something that must be acknowledged.
type Envelope[P any] struct {
	EnvelopeID             string `json:"envelope_id" ws:"required" validate:"required"`
	Payload                P      `json:"payload" ws:"required"`
	AcceptsResponsePayload bool   `json:"accepts_response_payload"`
	RetryAttempt           int    `json:"retry_attempt,omitempty"`
	RetryReason            string `json:"retry_reason,omitempty"`
}

// An Interaction is what a person did with a block, kept as it came.
type Interaction = json.RawMessage

// A Callback carries one event of the Events API.
type Callback struct {
	Type           string                     `json:"type"`
	Token          string                     `json:"token"`
	TeamID         string                     `json:"team_id"`
	APIAppID       string                     `json:"api_app_id"`
	Event          Event                      `json:"event" ws:"required"`
	EventID        string                     `json:"event_id"`
	EventTime      int                        `json:"event_time"`
	Authorizations []slack.EventAuthorization `json:"authorizations,omitempty"`
}

// An Event is what happened in a workspace.
//
// ws:union tag=type
type Event struct {
	AgentSessionStopped           *slackevents.AgentSessionStoppedEvent           `ws:"agent_session_stopped"`
	AgentSessionTitleChanged      *slackevents.AgentSessionTitleChangedEvent      `ws:"agent_session_title_changed"`
	AppContextChanged             *slackevents.AppContextChangedEvent             `ws:"app_context_changed"`
	AppDeleted                    *slackevents.AppDeletedEvent                    `ws:"app_deleted"`
	AppHomeOpened                 *slackevents.AppHomeOpenedEvent                 `ws:"app_home_opened"`
	AppInstalled                  *slackevents.AppInstalledEvent                  `ws:"app_installed"`
	AppMention                    *slackevents.AppMentionEvent                    `ws:"app_mention"`
	AppRequested                  *slackevents.AppRequestedEvent                  `ws:"app_requested"`
	AppUninstalledTeam            *slackevents.AppUninstalledTeamEvent            `ws:"app_uninstalled_team"`
	AssistantThreadContextChanged *slackevents.AssistantThreadContextChangedEvent `ws:"assistant_thread_context_changed"`
	AssistantThreadStarted        *slackevents.AssistantThreadStartedEvent        `ws:"assistant_thread_started"`
	CallRejected                  *slackevents.CallRejectedEvent                  `ws:"call_rejected"`
	ChannelHistoryChanged         *slackevents.ChannelHistoryChangedEvent         `ws:"channel_history_changed"`
	ChannelShared                 *slackevents.ChannelSharedEvent                 `ws:"channel_shared"`
	ChannelUnshared               *slackevents.ChannelUnsharedEvent               `ws:"channel_unshared"`
	DndUpdated                    *slackevents.DndUpdatedEvent                    `ws:"dnd_updated"`
	DndUpdatedUser                *slackevents.DndUpdatedUserEvent                `ws:"dnd_updated_user"`
	EmailDomainChanged            *slackevents.EmailDomainChangedEvent            `ws:"email_domain_changed"`
	EmojiChanged                  *slackevents.EmojiChangedEvent                  `ws:"emoji_changed"`
	EntityDetailsRequested        *slackevents.EntityDetailsRequestedEvent        `ws:"entity_details_requested"`
	FileChange                    *slackevents.FileChangeEvent                    `ws:"file_change"`
	FileCreated                   *slackevents.FileCreatedEvent                   `ws:"file_created"`
	FileDeleted                   *slackevents.FileDeletedEvent                   `ws:"file_deleted"`
	FilePublic                    *slackevents.FilePublicEvent                    `ws:"file_public"`
	FileShared                    *slackevents.FileSharedEvent                    `ws:"file_shared"`
	FileUnshared                  *slackevents.FileUnsharedEvent                  `ws:"file_unshared"`
	FunctionExecuted              *slackevents.FunctionExecutedEvent              `ws:"function_executed"`
	GridMigrationFinished         *slackevents.GridMigrationFinishedEvent         `ws:"grid_migration_finished"`
	GridMigrationStarted          *slackevents.GridMigrationStartedEvent          `ws:"grid_migration_started"`
	GroupClose                    *slackevents.GroupCloseEvent                    `ws:"group_close"`
	GroupHistoryChanged           *slackevents.GroupHistoryChangedEvent           `ws:"group_history_changed"`
	GroupOpen                     *slackevents.GroupOpenEvent                     `ws:"group_open"`
	ImClose                       *slackevents.ImCloseEvent                       `ws:"im_close"`
	ImCreated                     *slackevents.ImCreatedEvent                     `ws:"im_created"`
	ImHistoryChanged              *slackevents.ImHistoryChangedEvent              `ws:"im_history_changed"`
	ImOpen                        *slackevents.ImOpenEvent                        `ws:"im_open"`
	InviteRequested               *slackevents.InviteRequestedEvent               `ws:"invite_requested"`
	LinkShared                    *slackevents.LinkSharedEvent                    `ws:"link_shared"`
	MemberJoinedChannel           *slackevents.MemberJoinedChannelEvent           `ws:"member_joined_channel"`
	MemberLeftChannel             *slackevents.MemberLeftChannelEvent             `ws:"member_left_channel"`
	Message                       *slackevents.MessageEvent                       `ws:"message"`
	MessageMetadataDeleted        *slackevents.MessageMetadataDeletedEvent        `ws:"message_metadata_deleted"`
	MessageMetadataPosted         *slackevents.MessageMetadataPostedEvent         `ws:"message_metadata_posted"`
	MessageMetadataUpdated        *slackevents.MessageMetadataUpdatedEvent        `ws:"message_metadata_updated"`
	PinAdded                      *slackevents.PinAddedEvent                      `ws:"pin_added"`
	PinRemoved                    *slackevents.PinRemovedEvent                    `ws:"pin_removed"`
	SharedChannelInviteAccepted   *slackevents.SharedChannelInviteAcceptedEvent   `ws:"shared_channel_invite_accepted"`
	SharedChannelInviteApproved   *slackevents.SharedChannelInviteApprovedEvent   `ws:"shared_channel_invite_approved"`
	SharedChannelInviteDeclined   *slackevents.SharedChannelInviteDeclinedEvent   `ws:"shared_channel_invite_declined"`
	SharedChannelInviteReceived   *slackevents.SharedChannelInviteReceivedEvent   `ws:"shared_channel_invite_received"`
	SubteamCreated                *slackevents.SubteamCreatedEvent                `ws:"subteam_created"`
	SubteamMembersChanged         *slackevents.SubteamMembersChangedEvent         `ws:"subteam_members_changed"`
	SubteamSelfAdded              *slackevents.SubteamSelfAddedEvent              `ws:"subteam_self_added"`
	SubteamSelfRemoved            *slackevents.SubteamSelfRemovedEvent            `ws:"subteam_self_removed"`
	SubteamUpdated                *slackevents.SubteamUpdatedEvent                `ws:"subteam_updated"`
	TeamDomainChange              *slackevents.TeamDomainChangeEvent              `ws:"team_domain_change"`
	TeamRename                    *slackevents.TeamRenameEvent                    `ws:"team_rename"`
	TokensRevoked                 *slackevents.TokensRevokedEvent                 `ws:"tokens_revoked"`
	UserChange                    *slackevents.UserChangeEvent                    `ws:"user_change"`
	UserConnection                *slackevents.UserConnectionEvent                `ws:"user_connection"`
	UserConnectionStatusRequested *slackevents.UserConnectionStatusRequestedEvent `ws:"user_connection_status_requested"`
	UserHuddleChanged             *slackevents.UserHuddleChangedEvent             `ws:"user_huddle_changed"`
	UserProfileChanged            *slackevents.UserProfileChangedEvent            `ws:"user_profile_changed"`
}
