export const DayScreen = () => null;
