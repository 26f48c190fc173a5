-- What UseAdoNetClustering asks a PostgreSQL database for: two tables, and the statements themselves in a third, by their names.
-- A statement that changes the list has the version that it was made for, and changes nothing where that is no longer the list's.

CREATE TABLE Cluster
(
    DeploymentId varchar(150) PRIMARY KEY,
    Version      int NOT NULL DEFAULT 0
);

CREATE TABLE Silo
(
    DeploymentId varchar(150) REFERENCES Cluster,
    Address      varchar(45),
    Port         int,
    Generation   int,
    SiloName     varchar(150) NOT NULL,
    HostName     varchar(150) NOT NULL,
    Status       int NOT NULL,
    ProxyPort    int NOT NULL,
    SuspectTimes varchar,
    StartTime    timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

CREATE TABLE OrleansQuery
(
    QueryKey  varchar(64) PRIMARY KEY,
    QueryText varchar NOT NULL
);

INSERT INTO OrleansQuery VALUES
('GatewaysQueryKey', '
    SELECT Address, ProxyPort, Generation FROM Silo WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0'),
('MembershipReadRowKey', '
    SELECT * FROM Cluster LEFT JOIN Silo ON Silo.DeploymentId = Cluster.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    WHERE Cluster.DeploymentId = @DeploymentId'),
('MembershipReadAllKey', '
    SELECT * FROM Cluster LEFT JOIN Silo USING (DeploymentId) WHERE DeploymentId = @DeploymentId'),
('InsertMembershipVersionKey', '
    WITH added AS (INSERT INTO Cluster VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT FROM added)'),
('UpdateIAmAlivetimeKey', '
    UPDATE Silo SET IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation'),
('InsertMembershipKey', '
    WITH next AS (UPDATE Cluster SET Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version RETURNING 1),
    added AS
    (
        INSERT INTO Silo
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, NULL, @StartTime, @IAmAliveTime FROM next
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM added)'),
('UpdateMembershipKey', '
    WITH next AS (UPDATE Cluster SET Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version RETURNING 1),
    changed AS
    (
        UPDATE Silo SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
        FROM next
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM changed)'),
('DeleteMembershipTableEntriesKey', '
    WITH silos AS (DELETE FROM Silo WHERE DeploymentId = @DeploymentId)
    DELETE FROM Cluster WHERE DeploymentId = @DeploymentId'),
('CleanupDefunctSiloEntriesKey', '
    DELETE FROM Silo WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3');
